//! Running a program to its end within a limit, while looking at something else from time to time.

use std::io::{Read, Seek, SeekFrom};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use stack::Cancel;

const LOOK: Duration = Duration::from_millis(50);

/// How much of what a failed program said is shown, in bytes.
const SHOWN: usize = 2000;

/// What `command` writes to standard output. It is killed after `limit` and when somebody asks to stop; `meanwhile` is
/// called about twenty times a second.
pub fn output(
    mut command: Command,
    limit: Duration,
    cancel: &Cancel,
    mut meanwhile: impl FnMut(),
) -> anyhow::Result<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let name = name.rsplit('/').next().unwrap_or_default().to_owned();
    // Files, not pipes: nobody needs to empty them while the program runs.
    let (mut output, mut errors) = (tempfile::tempfile()?, tempfile::tempfile()?);
    command.stdin(Stdio::null()).stdout(output.try_clone()?).stderr(errors.try_clone()?);
    let mut child = command.spawn().with_context(|| format!("failed to run {name}"))?;
    let deadline = Instant::now() + limit;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if cancel.is_cancelled() || Instant::now() > deadline {
            child.kill()?;
            child.wait()?;
            match cancel.is_cancelled() {
                true => bail!("interrupted"),
                false => bail!("{name} did not end within {} s", limit.as_secs()),
            }
        }
        meanwhile();
        thread::sleep(LOOK);
    };
    let output = text(&mut output)?;
    if cancel.is_cancelled() {
        bail!("interrupted");
    }
    if !status.success() {
        let errors = text(&mut errors)?;
        let start = errors.floor_char_boundary(errors.len().saturating_sub(SHOWN));
        bail!("{name} failed ({status}): {}", errors[start..].trim());
    }
    Ok(output)
}

fn text(file: &mut (impl Read + Seek)) -> anyhow::Result<String> {
    file.seek(SeekFrom::Start(0))?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str, limit: Duration, cancel: &Cancel) -> anyhow::Result<String> {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        output(command, limit, cancel, || {})
    }

    #[test]
    fn what_it_says_is_returned_and_what_goes_wrong_is_told() {
        let (long, cancel) = (Duration::from_secs(60), Cancel::default());
        assert_eq!(shell("echo fine; echo not this >&2", long, &cancel).expect("it ends well"), "fine\n");
        let error = shell("echo broken >&2; exit 3", long, &cancel).expect_err("it fails").to_string();
        assert!(error.contains("broken") && error.contains("exit status: 3"), "{error}");
        let error = shell("exec sleep 60", Duration::from_millis(100), &cancel).expect_err("too slow").to_string();
        assert!(error.contains("did not end"), "{error}");
        cancel.cancel();
        let error = shell("exec sleep 60", long, &cancel).expect_err("stopped").to_string();
        assert_eq!(error, "interrupted");
    }
}
