//! Trials in which too little happened.

use crate::checker::sound::{S, sound};
use crate::checker::{Evidence, vacuity};
use crate::history::Outcome;

#[test]
fn a_trial_that_shows_nothing() {
    assert_eq!(vacuity::missing(&sound().history), [""; 0]);
    let without = |change: &dyn Fn(&mut Evidence)| {
        let mut evidence = sound();
        change(&mut evidence);
        vacuity::missing(&evidence.history)
    };
    let all = |is: fn(&Outcome) -> bool, outcome: Outcome| {
        without(&|evidence: &mut Evidence| {
            let requests = evidence.history.requests.iter_mut().filter(|request| is(&request.outcome));
            requests.for_each(|request| request.outcome = outcome.clone());
        })
    };
    let refusal = |outcome: &Outcome| matches!(outcome, Outcome::Refused { .. });
    assert_eq!(all(refusal, Outcome::NotSent), ["no orders refused for want of stock"]);
    assert_eq!(all(Outcome::is_unknown, Outcome::NotSent), ["no orders with an unknown outcome"]);
    assert_eq!(
        all(Outcome::is_done, Outcome::NotSent),
        [
            "no orders placed",
            "no orders sent several times at once and answered each time",
            "no orders cancelled",
            "no orders shown",
            "no lists shown",
            "no accounts shown",
            "no accounts closed",
        ]
    );
    let killed = "no orders on their way when a process was killed";
    assert_eq!(without(&|evidence| evidence.history.kills.clear()), [killed]);
    assert_eq!(without(&|evidence| evidence.history.kills = vec![12 * S, 50 * S]), [killed]);
    let one_after_the_other = |evidence: &mut Evidence| evidence.history.requests[3].started = 14 * S;
    assert_eq!(without(&one_after_the_other), ["no orders sent several times at once and answered each time"]);
    let ineffective = |evidence: &mut Evidence| evidence.history.ineffective.push("it was not stopped".to_owned());
    assert_eq!(without(&ineffective), ["it was not stopped"]);
}
