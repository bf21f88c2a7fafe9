//! What the counter is told about the shop once.

use std::time::Duration;

use crate::calendar::Calendar;
use crate::language::Language;
use crate::policy::Book;
use crate::terminal::Terminal;

/// How patient the counter is. All of it is uptime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// Quiet time after which everything personal is wiped.
    pub idle: Duration,
    /// How long before that it is warned of; at least 20 s.
    pub warning: Duration,
    /// Quiet time after which the staff view locks.
    pub desk: Duration,
    /// How often what the scanner says counts as a sign of somebody, although it is not new and changes nothing.
    pub echoes: u32,
    /// How long the last word of thanks stands.
    pub thanks: Duration,
    /// After how long a question to the ledger is asked again.
    pub retry: Duration,
    /// After how long the customer is told that it takes longer.
    pub slow: Duration,
    /// After how long a screen that waits for the ledger says so.
    pub sign: Duration,
    /// How long anybody waits for the ledger; then they are told what was not done.
    pub ledger: Duration,
    /// After how long a slip without an answer is in doubt.
    pub print: Duration,
    /// After how long without a sign of an export the stick is said not to answer.
    pub export: Duration,
    /// Wrong typed numbers before the staff are called and typing rests.
    pub misses: u32,
    /// How long typing rests.
    pub rest: Duration,
    /// For how long after a decision a touch says "that is me"; a slip's code says it at any time.
    pub offer: Duration,
    /// Wrong codes and lookup codes of visits before no code is believed for a while.
    pub guesses: u32,
    /// How long a screen stands before its digits and small steps are taken: nobody sees and touches sooner.
    pub glance: Duration,
    /// How long a screen, or a card over it, stands before it takes what leads on.
    pub settle: Duration,
    /// How long it stands before it takes what books, ends, decides or wipes.
    pub settle_final: Duration,
    /// How long a visit's number stands before a touch or a scan takes it from the screen.
    pub number: Duration,
    /// Two touches that are closer than this may be one double touch.
    pub double: Duration,
    /// How long the tool that calls the staff waits for the staff's own door before it rings.
    pub door: Duration,
    /// How often a call rings.
    pub ring_every: Duration,
}

impl Patience {
    /// The numbers of a shop that has said nothing else.
    pub const DEFAULT: Patience = Patience {
        idle: Duration::from_secs(90),
        warning: Duration::from_secs(25),
        desk: Duration::from_secs(180),
        echoes: 3,
        thanks: Duration::from_secs(8),
        retry: Duration::from_secs(3),
        slow: Duration::from_secs(2),
        sign: Duration::from_millis(300),
        ledger: Duration::from_secs(18),
        print: Duration::from_secs(45),
        export: Duration::from_secs(20),
        misses: 5,
        rest: Duration::from_secs(300),
        offer: Duration::from_secs(60),
        guesses: 5,
        glance: Duration::from_millis(200),
        settle: Duration::from_millis(400),
        settle_final: Duration::from_millis(1_000),
        number: Duration::from_millis(2_000),
        double: Duration::from_millis(500),
        door: Duration::from_secs(3),
        ring_every: Duration::from_secs(15),
    };
}

// Each of these is about two numbers that stand apart, and makes no sense when it fails.
const _: () = {
    let patience = Patience::DEFAULT;
    // A lost answer is asked for again several times before anybody is told that there is none.
    assert!(patience.ledger.as_secs() >= 3 * patience.retry.as_secs());
    assert!(patience.slow.as_secs() < patience.ledger.as_secs());
    // Whoever needs longer to read can say so before everything is wiped.
    assert!(patience.warning.as_secs() >= 20 && patience.warning.as_secs() < patience.idle.as_secs());
    // The more hangs on a touch, the longer the screen must have stood.
    assert!(patience.glance.as_millis() <= patience.settle.as_millis());
    assert!(patience.settle.as_millis() <= patience.settle_final.as_millis());
    assert!(patience.settle_final.as_millis() <= patience.number.as_millis());
    // The person who called has time to be warned of being wiped before the bell is silent.
    assert!(patience.ring_every.as_secs() < patience.idle.as_secs());
};

impl Default for Patience {
    fn default() -> Patience {
        Patience::DEFAULT
    }
}

/// What the counter is told about the shop once.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The published policy, by the day it came into force.
    pub book: Book,
    /// The holidays.
    pub calendar: Calendar,
    /// Patience.
    pub patience: Patience,
    /// Rows of a list on one page.
    pub rows: u16,
    /// After how many days a telephone number is destroyed.
    pub phone_days: u32,
    /// The language of the idle screen.
    pub language: Language,
    /// Whether a telephone number is asked for: there is somebody who rings back.
    pub phone: bool,
    /// Whether, with it, consent to news is asked for: there is somebody who sends them.
    pub news: bool,
    /// Whether the shop gives slips. One without a printer shows the number to be photographed instead.
    pub paper: bool,
    /// Whether the shop has a scanner. In one without, numbers are typed, and nobody misses it.
    pub scanner: bool,
    /// Which of the shop's machines this is.
    pub terminal: Terminal,
}

impl Setup {
    /// The embedded policy and calendar with sensible numbers.
    #[must_use]
    pub fn embedded() -> Setup {
        Setup {
            book: Book::embedded(),
            calendar: Calendar::embedded(),
            patience: Patience::default(),
            rows: 3,
            phone_days: 90,
            language: Language::Ko,
            phone: true,
            news: false,
            paper: true,
            scanner: true,
            terminal: Terminal::FIRST,
        }
    }
}
