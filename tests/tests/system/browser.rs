//! A person's path through `/docs` in a real browser: open it, authorise, try calls.

use std::env;
use std::io::Write as _;
use std::path::PathBuf;
use std::time::Duration;

use chromiumoxide::cdp::browser_protocol::input::InsertTextParams;
use chromiumoxide::cdp::browser_protocol::network::EventRequestWillBeSent;
use chromiumoxide::{Browser, BrowserConfig, Page};
use futures::StreamExt as _;
use system_tests::{Customer, store, until};

const SOON: Duration = Duration::from_secs(30);

/// Debian's chromium; none when it is not installed, which is a failure where nobody would read about it.
fn chromium() -> Option<PathBuf> {
    let directories = env::var_os("PATH").unwrap_or_default();
    let found = env::split_paths(&directories).map(|directory| directory.join("chromium")).find(|path| path.is_file());
    if found.is_none() {
        assert!(env::var_os("CI").is_none(), "chromium is missing (apt-get install chromium)");
        // Past the test harness, which keeps what a passing test prints.
        let told = "skipped: browser::a_person_authorises_and_tries_calls_in_chromium, chromium is missing (apt-get install chromium)\n";
        std::io::stderr().write_all(told.as_bytes()).expect("standard error is there");
    }
    found
}

/// Wait for an element, and click on it where a person would.
async fn click(page: &Page, selector: &str) {
    until(&format!("{selector} can be clicked"), SOON, async || match page.find_element(selector).await {
        Ok(element) => element.click().await.is_ok(),
        Err(_) => false,
    })
    .await;
}

async fn text(page: &Page, selector: &str) -> Option<String> {
    page.find_element(selector).await.ok()?.inner_text().await.ok()?
}

/// Open an operation, try it, and return what the page shows of the answer.
async fn execute(page: &Page, operation: &str) -> (String, String) {
    let block = format!("#operations-{operation}");
    click(page, &format!("{block} .opblock-summary-control")).await;
    click(page, &format!("{block} .try-out__btn")).await;
    click(page, &format!("{block} .execute")).await;
    let answer = format!("{block} .live-responses-table tbody .response");
    let (status, body) = (format!("{answer} .response-col_status"), format!("{answer} .response-col_description"));
    until(&format!("{operation} is answered"), SOON, async || {
        text(page, &status).await.is_some_and(|text| text.trim().starts_with(|first: char| first.is_ascii_digit()))
    })
    .await;
    (text(page, &status).await.expect("a status"), text(page, &body).await.expect("a body"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_authorises_and_tries_calls_in_chromium() {
    let Some(chromium) = chromium() else { return };
    let stack = store();
    let customer = Customer::of(stack).await;
    let profile = tempfile::tempdir().expect("a directory");
    let flags = [
        "disable-gpu",
        "disable-quic",
        "no-first-run",
        "disable-background-networking",
        "disable-component-update",
        "disable-sync",
    ];
    let config = BrowserConfig::builder()
        .chrome_executable(chromium)
        .no_sandbox()
        .user_data_dir(profile.path())
        .window_size(1200, 1600)
        .launch_timeout(SOON)
        .request_timeout(SOON)
        .args(flags)
        .build()
        .expect("a configuration");
    let (mut browser, mut handler) = Browser::launch(config).await.expect("chromium starts");
    let driver = tokio::spawn(async move { while handler.next().await.is_some() {} });
    let page = browser.new_page("about:blank").await.expect("a page");
    let mut sent = page.event_listener::<EventRequestWillBeSent>().await.expect("events");

    page.goto(format!("{}/docs", stack.base_url())).await.expect("the page opens");
    click(&page, ".auth-wrapper .btn.authorize").await;
    click(&page, ".auth-container input").await;
    page.execute(InsertTextParams::new(&customer.token)).await.expect("typed");
    click(&page, ".auth-btn-wrapper .btn.authorize").await;
    click(&page, ".auth-btn-wrapper .btn-done").await;

    let (status, body) = execute(&page, "products-list_products").await;
    assert!(status.starts_with("200") && body.contains("Hoodie"), "{status}: {body}");
    let (status, body) = execute(&page, "users-get_me").await;
    assert!(status.starts_with("200") && body.contains(customer.sid.as_str()), "{status}: {body}");

    browser.close().await.expect("it closes");
    browser.wait().await.expect("it ends");
    driver.await.expect("no panic");
    let mut asked = 0;
    while let Some(Some(request)) = futures::FutureExt::now_or_never(sent.next()) {
        let url = &request.request.url;
        let is_ours = url.starts_with(&stack.base_url()) || url.starts_with("data:") || url == "about:blank";
        assert!(is_ours, "the page asked for {url}");
        asked += 1;
    }
    assert!(asked >= 5, "{asked} requests were seen");
}
