//! Apache Kafka: its jars fetched by Maven, and one node that is broker and controller at once (KRaft).

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::Secure;
use crate::error::Doing as _;
use crate::launch::Launch;
use crate::places::{self, Places, private_directory};
use crate::progress::{Event, Progress};
use crate::{Error, Result, install};

/// The release of Apache Kafka that runs, here and in `deploy/compose.yaml`.
pub const VERSION: &str = "4.3.1";

/// The binding that takes Kafka's own log records to log4j, in the version that Kafka itself brings.
const LOG4J: &str = "2.25.4";

const COPY: &str = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies";

const OLDEST_JAVA: u32 = 17;

/// A fetch by somebody else is waited for this long.
const FETCH_LIMIT: Duration = Duration::from_secs(600);

/// One cluster has one node, so any id will do, and a fixed one lets data and configuration always fit.
const CLUSTER_ID: &str = "dHVja3Nob3Ata2Fma2EtMQ";

/// What is needed to run it.
#[derive(Debug, Clone)]
pub(crate) struct Programs {
    java: PathBuf,
    libraries: PathBuf,
    secure: Option<Secure>,
}

impl Programs {
    /// Find Java, and fetch the jars unless they are there already.
    pub(crate) fn find(places: &Places, progress: &dyn Progress) -> Result<Self> {
        let java = java().ok_or_else(|| Error::Refused(format!("Java {OLDEST_JAVA} or later is missing")))?;
        let libraries = libraries(places);
        if !is_complete(places) {
            let directory = places.shared.join("kafka");
            private_directory(&directory)?;
            let _lock = places::lock(&directory.join("lock"), FETCH_LIMIT)?;
            // Somebody else may have fetched them meanwhile.
            if !is_complete(places) {
                fetch(&directory, &libraries, progress)?;
            }
        }
        Ok(Self { java, libraries, secure: None })
    }

    /// The same node with another listener.
    pub(crate) fn secured(self, secure: Secure) -> Self {
        Self { secure: Some(secure), ..self }
    }

    /// Format the data directory at the first start, then say how to run the node.
    pub(crate) fn launch(&self, places: &Places, client: u16, controller: u16) -> Result<Launch> {
        let directory = places.state.join("kafka");
        let data = directory.join("data");
        private_directory(&data)?;
        let properties = directory.join("server.properties");
        let mut text = server_properties(&data, client, controller, self.secure.as_ref().map(|secure| secure.port));
        if let Some(secure) = &self.secure {
            let store = directory.join("keys.pem");
            places::write(&store, &secure.store(), 0o600)?;
            text.push_str(&secure.properties(&store));
        }
        places::write(&properties, &text, 0o600)?;
        // What a killed Java machine has left there is of no use to the next one.
        let temporary = directory.join("tmp");
        if temporary.exists() {
            fs::remove_dir_all(&temporary).doing(|| format!("remove {}", temporary.display()))?;
        }
        private_directory(&temporary)?;
        let logging = directory.join("log4j2.properties");
        places::write(&logging, LOGGING, 0o600)?;
        if !data.join("meta.properties").exists() {
            self.format(&directory, &properties)?;
        }
        let mut arguments = self.jvm(&directory);
        arguments.extend(["-XX:+ExitOnOutOfMemoryError".into(), "kafka.Kafka".into(), properties.into_os_string()]);
        Ok(Launch { program: self.java.clone(), arguments, environment: BTreeMap::new(), directory, user: None })
    }

    fn jvm(&self, directory: &Path) -> Vec<std::ffi::OsString> {
        vec![
            "-Xms128m".into(),
            "-Xmx384m".into(),
            "-XX:+UseSerialGC".into(),
            // Only the quick compiler: the thorough one takes the processors for minutes, here where they are shared with the
            // store, and what it makes is hardly faster.
            "-XX:TieredStopAtLevel=1".into(),
            // No statistics file and no unpacked libraries in the system's directory for temporary files.
            "-XX:-UsePerfData".into(),
            format!("-Djava.io.tmpdir={}", directory.join("tmp").display()).into(),
            format!("-Dlog4j2.configurationFile={}", directory.join("log4j2.properties").display()).into(),
            "-cp".into(),
            self.libraries.join("*").into(),
        ]
    }

    fn format(&self, directory: &Path, properties: &Path) -> Result<()> {
        let output = Command::new(&self.java)
            .args(self.jvm(directory))
            .args(["-XX:TieredStopAtLevel=1", "kafka.tools.StorageTool", "format"])
            .args(["--cluster-id", CLUSTER_ID, "--config"])
            .arg(properties)
            .args(self.secure.iter().flat_map(|secure| ["--add-scram".to_owned(), secure.scram()]))
            .current_dir(directory)
            .stdin(Stdio::null())
            .output()
            .doing(|| format!("run {}", self.java.display()))?;
        finished("kafka.tools.StorageTool", &output)
    }
}

/// A Java runtime that is new enough: in `JAVA_HOME`, else in `PATH`.
pub(crate) fn java() -> Option<PathBuf> {
    let home = std::env::var_os("JAVA_HOME").map(|home| PathBuf::from(home).join("bin/java"));
    home.into_iter().chain(install::find("java")).find(|java| version_of(java) >= Some(OLDEST_JAVA))
}

fn version_of(java: &Path) -> Option<u32> {
    let output = Command::new(java).arg("-version").stdin(Stdio::null()).output().ok()?;
    major(&String::from_utf8_lossy(&output.stderr))
}

/// The major version in `openjdk version "17.0.15" 2025-04-15`; before Java 9 it was `1.8.0_392`.
fn major(text: &str) -> Option<u32> {
    let version = text.split('"').nth(1)?;
    let version = version.strip_prefix("1.").unwrap_or(version);
    version.split(|character: char| !character.is_ascii_digit()).next()?.parse().ok()
}

fn libraries(places: &Places) -> PathBuf {
    places.shared.join("kafka/libs")
}

/// Whether all jars of this release are there.
pub(crate) fn is_complete(places: &Places) -> bool {
    fs::read_to_string(libraries(places).join("VERSION")).is_ok_and(|version| version.trim() == VERSION)
}

/// Resolve into a directory beside `libraries`, and move it there when it is complete.
fn fetch(directory: &Path, libraries: &Path, progress: &dyn Progress) -> Result<()> {
    let maven = install::find("mvn").ok_or_else(|| Error::Refused("Maven is missing".into()))?;
    progress.on(Event::Note(&format!("fetching Apache Kafka {VERSION} with Maven (45 MB, once)")));
    let project = directory.join("pom.xml");
    places::write(&project, &pom(), 0o600)?;
    let unfinished = directory.join("libs.unfinished");
    for old in [&unfinished, libraries] {
        if old.exists() {
            fs::remove_dir_all(old).doing(|| format!("remove {}", old.display()))?;
        }
    }
    let output = Command::new(maven)
        .args(["--quiet", "--batch-mode", "-Dstyle.color=never", "--file"])
        .arg(&project)
        .arg(COPY)
        .arg("-DincludeScope=runtime")
        .arg(format!("-DoutputDirectory={}", unfinished.display()))
        // Milliseconds without which a silent network would hold us for half an hour.
        .args(["-Daether.connector.connectTimeout=10000", "-Daether.connector.requestTimeout=60000"])
        .stdin(Stdio::null())
        .output()
        .doing(|| "run mvn".into())?;
    finished("mvn", &output)?;
    places::write(&unfinished.join("VERSION"), &format!("{VERSION}\n"), 0o644)?;
    fs::rename(&unfinished, libraries).doing(|| format!("create {}", libraries.display()))
}

fn finished(program: &str, output: &std::process::Output) -> Result<()> {
    if output.status.success() {
        return Ok(());
    }
    let text = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    // The reason comes first; what follows is advice on how to ask for more.
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).take(3).collect();
    Err(Error::Command { program: program.into(), status: output.status.to_string(), output: lines.join("\n") })
}

fn pom() -> String {
    let dependency = |group: &str, artifact: &str, version: &str| {
        format!(
            "    <dependency><groupId>{group}</groupId><artifactId>{artifact}</artifactId><version>{version}</version></dependency>\n"
        )
    };
    format!(
        "<project xmlns=\"http://maven.apache.org/POM/4.0.0\">\n  <modelVersion>4.0.0</modelVersion>\n  \
         <groupId>tuckshop</groupId>\n  <artifactId>kafka</artifactId>\n  <version>1</version>\n  \
         <packaging>pom</packaging>\n  <dependencies>\n{}{}  </dependencies>\n</project>\n",
        dependency("org.apache.kafka", "kafka_2.13", VERSION),
        dependency("org.apache.logging.log4j", "log4j-slf4j-impl", LOG4J),
    )
}

/// A single node: whatever would be replicated has one replica. A node that was killed may come back only after its session
/// has timed out, so that is kept short.
fn server_properties(data: &Path, client: u16, controller: u16, secure: Option<u16>) -> String {
    let secure = secure.map(|port| format!(",SECURE://127.0.0.1:{port}")).unwrap_or_default();
    format!(
        "process.roles=broker,controller
node.id=1
controller.quorum.voters=1@127.0.0.1:{controller}
controller.listener.names=CONTROLLER
listeners=PLAINTEXT://127.0.0.1:{client},CONTROLLER://127.0.0.1:{controller}{secure}
advertised.listeners=PLAINTEXT://127.0.0.1:{client}{secure}
listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,SECURE:SASL_SSL
log.dirs={}
auto.create.topics.enable=false
default.replication.factor=1
min.insync.replicas=1
offsets.topic.replication.factor=1
offsets.topic.num.partitions=8
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
transaction.state.log.num.partitions=8
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
broker.heartbeat.interval.ms=500
broker.session.timeout.ms=3000
",
        data.display()
    )
}

/// To standard output, which goes to the part's log file; quiet but for trouble and the moment of being there.
const LOGGING: &str = "status = error
appender.out.type = Console
appender.out.name = out
appender.out.layout.type = PatternLayout
appender.out.layout.pattern = %d{ISO8601}{UTC}Z %-5p %c{1} %m%n
rootLogger.level = warn
rootLogger.appenderRef.out.ref = out
logger.server.name = kafka.server.KafkaRaftServer
logger.server.level = info
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn java_versions_are_read_in_both_forms() {
        let check = |text, expected| assert_eq!(major(text), expected, "{text}");
        check("openjdk version \"17.0.15\" 2025-04-15\nOpenJDK Runtime", Some(17));
        check("java version \"1.8.0_392\"", Some(8));
        check("openjdk version \"25\" 2025-09-16", Some(25));
        check("openjdk version \"24-ea\" 2025-03-18", Some(24));
        check("The operation couldn't be completed. Unable to locate a Java Runtime.", None);
    }
}
