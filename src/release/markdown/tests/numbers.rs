//! Sentences that Markdown takes for numbered lists.

use super::super::ProblemKind::NumberBeginsList;
use super::problems;

#[test]
fn a_date_or_a_year_at_the_beginning_of_a_line() {
    problems(
        "Par projektu.\n\n2013. gada 31. maijā Alūksnē atklās izstādi.",
        &[(NumberBeginsList(2013), "2013.")],
    );
    problems(
        "3. jūnijā Alūksnē atklās izstādi.\n\nTad tā ceļos tālāk.",
        &[(NumberBeginsList(3), "3.")],
    );
    problems("1. jūnijā Alūksnē atklās izstādi.", &[(NumberBeginsList(1), "1.")]);
    // The second would be shown as 4.
    problems("3. jūnijā Alūksnē\n10. jūnijā Balvos", &[(NumberBeginsList(3), "3.")]);
    problems("  2013. gadā.\n", &[(NumberBeginsList(2013), "2013.")]);
    let two = "3. jūnijā Alūksnē.\n\nPauze.\n\n10. jūnijā Balvos.";
    problems(two, &[(NumberBeginsList(3), "3."), (NumberBeginsList(10), "10.")]);
}

#[test]
fn lists_that_were_meant() {
    for list in [
        "1. Reģistrācija\n2. Atklāšana",
        "1. Reģistrācija\n1. Atklāšana",
        "0. Ievads\n1. Atklāšana",
        "5. Piektais\n6. Sestais",
        "1. Pirmais\n\nTeksts.\n\n2. Otrais\n\nTeksts.\n\n3. Trešais",
        "1. Pirmais\n\nTeksts.\n\n1. Otrais",
        "3) jūnijā",
        "2013\\. gada 31. maijā",
        "- 2013. gadā",
        "> 2013. gadā",
    ] {
        problems(list, &[]);
    }
}
