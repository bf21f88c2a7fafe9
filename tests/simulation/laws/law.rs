//! The laws: number, sentence, and the mistakes by which each proves that it can be broken.

use crate::mutants::{Mutant, answers, booking, calls, clock, paper, patience, people, survey};

/// A counter with one mistake.
pub struct Mistake {
    name: &'static str,
    /// Makes the counter, as its mutant, anew for every life.
    pub mutant: fn() -> Box<dyn Mutant>,
}

impl Mistake {
    /// What is wrong, in words.
    pub fn what(&self) -> String {
        self.name.replace('_', " ")
    }
}

/// Declares the laws. Every law names at least one mistake: without one it does not compile.
macro_rules! laws {
    ($($number:literal $law:ident: $sentence:literal; $($area:ident::$mistake:ident),+.)+) => {
        /// The laws.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Law {
            $(#[doc = $sentence] $law,)+
        }

        impl Law {
            /// All of them, by number.
            pub const ALL: &[Law] = &[$(Law::$law),+];

            /// The number under which comments name it.
            pub fn number(self) -> usize {
                match self { $(Law::$law => $number,)+ }
            }

            /// What must hold.
            pub fn sentence(self) -> &'static str {
                match self { $(Law::$law => $sentence,)+ }
            }

            /// What breaks it.
            pub fn mistakes(self) -> &'static [Mistake] {
                match self {
                    $(Law::$law => &[$(Mistake { name: stringify!($mistake), mutant: $area::$mistake }),+],)+
                }
            }
        }

        /// They are numbered from 1, without a gap.
        const _: () = {
            let numbers: &[usize] = &[$($number),+];
            let mut at = 0;
            while at < numbers.len() {
                assert!(numbers[at] == at + 1, "the laws are not numbered from 1 without a gap");
                at += 1;
            }
        };
    };
}

laws! {
    1 NotMoreReturnedThanBought: "never more units of a line returned than bought";
        booking::booked_units_do_not_count.
    2 NotMoreRefundedThanPaid: "never more won refunded than paid";
        booking::promised_won_do_not_count.
    3 LedgerBeforePaper: "what is sent to the printer is committed, and noted as being sent";
        paper::a_slip_is_noted_as_waiting_while_it_is_sent.
    4 ACopyIsSentOnce: "one copy of a slip is sent at most once, across restarts";
        paper::a_slip_is_sent_twice.
    5 SlipsFindTheirOwn: "a slip prints only while its own hand-over, or its case, is on screen";
        paper::a_slip_prints_screens_later.
    6 NothingOfTheOneBefore: "the welcome screen carries nothing of the one before";
        people::looks_stay_for_the_next, booking::a_draft_outlives_its_visit.
    7 BookedAsShown: "what is booked is what was shown, once";
        booking::one_unit_is_booked_of_several, booking::a_visit_is_booked_twice,
        booking::an_order_that_changed_in_between_is_booked_as_it_was.
    8 AnswersAreKept: "one survey a visit, every touch a row, none after its end";
        survey::the_second_touch_is_not_written.
    9 UnmatchedChangesNothing: "an answer that nobody waits for changes nothing";
        answers::a_second_answer_is_taken_for_the_next.
    10 NumbersStay: "a number that was shown is in the ledger for ever";
        paper::another_number_is_shown, booking::a_visit_is_said_to_be_booked_before_it_is_kept.
    11 WarnedBeforeWiped: "nobody is wiped without a warning of 20 s, and a touch keeps the visit";
        patience::the_warning_is_half_as_long, people::a_touch_during_the_warning_is_lost.
    12 NumbersAreUnique: "visit numbers are unique and never reused";
        paper::every_visit_has_the_number_one.
    13 NoDateDecidesUntrusted: "with an untrusted clock no deadline alone refuses";
        clock::no_clock_is_untrusted.
    14 StaffOnly: "deciding, exporting and reprinting need a sign-in; five wrong PINs lock";
        people::a_wrong_pin_signs_in, people::five_wrong_pins_do_not_lock.
    15 OldTouchesAreVoid: "a touch meant for an older screen changes nothing";
        people::an_old_touch_is_taken_for_a_new_one.
    16 ResumesOnlyInTime: "a visit resumes only in time, where it stood";
        patience::a_visit_resumes_after_ten_minutes, clock::every_clock_is_trusted.
    17 EverythingEnds: "when the faults end, everything ends well";
        answers::nothing_is_asked_again.
    18 TouchesAreAnswered: "no device keeps the screen from answering a touch";
        people::nobody_is_heard_while_the_ledger_works.
    19 TheLedgerCanAnswer: "the ledger can answer everything that the counter asks";
        paper::no_slip_can_be_noted_as_printed.
    20 AnEndedCopyStaysEnded:
        "a printed or abandoned copy of a slip stays so and is never sent again, and only the newest copy waits";
        paper::an_older_copy_waits_again.
    21 UnitsAreKept: "what was seen of a unit is kept with it, for never more units than there are";
        booking::what_was_seen_is_not_booked, booking::what_was_seen_of_units_is_not_written_down.
    22 WaitsEnd: "nobody waits for the ledger without an end";
        patience::the_ledger_is_waited_for_ten_minutes.
    23 NotBookedIsNotBooked: "what somebody was told is not booked holds no units and no money, and nobody ever finds it";
        booking::what_is_not_booked_is_not_made_void, booking::what_nobody_was_told_of_outlives_a_start.
    24 SavedBeforeShown: "the next screen of a survey, and its thanks, come after the rows";
        survey::rows_are_said_to_be_there_when_they_are_asked_for,
        survey::thanks_are_seen_while_the_answers_are_being_written.
    25 TheFirstDeliveryIsPaid:
        "a free first delivery is paid by one of the visits for a customer's reason, as soon as one is approved";
        booking::what_was_promised_is_paid_whatever_other_visits_became.
    26 BookedAsRead: "a visit is booked by a touch that began when its summary had stood for a second";
        patience::a_summary_stands_as_briefly_as_other_screens.
    27 NumbersAreRead: "a number stands for two seconds before a touch or a scan takes it away";
        patience::a_number_stands_as_briefly_as_a_summary.
    28 NothingHangsOnATail: "nothing that cannot be got back hangs on a touch that may be the tail of another";
        patience::no_touch_is_the_tail_of_another.
    29 WrittenIsThere:
        "\"written\" stands on the screen only where the stick, looked at elsewhere, holds just what was exported";
        people::a_failed_export_is_said_to_be_written.
    30 AWrongClockRefusesNobody:
        "a clock that is off by weeks refuses nobody, unless the staff have said that it is right";
        clock::customers_are_told_by_any_clock.
    31 AWrongClockLeavesNoTrace: "such a clock destroys nothing and moves no instant that later clocks are measured by";
        clock::every_clock_is_trusted, clock::a_start_knows_nothing_of_the_time_before.
    32 OnlyTheSecretOpens:
        "nothing of a visit is seen unless its secret was scanned or typed since the last welcome screen, or it was \
         just booked there, or decided within a minute and somebody says that it is theirs";
        people::a_number_opens_like_its_slip.
    33 OnlyWhoIsThereIsAsked: "a survey is shown to, answered and ended by nobody else";
        people::any_touch_says_that_it_is_me, patience::a_decision_is_offered_for_an_hour.
    34 ARefusalOnPaperIsClosed:
        "a refusal is booked only for who wants the staff or paper; for paper its row is closed before anything is \
         printed, and neither a bell nor the queue tells of it";
        booking::a_refusal_on_paper_waits_for_the_staff.
    35 NoCallForTheNext: "nobody finds the call of the one before";
        calls::the_bell_stays_for_the_next.
    36 EveryCallIsKept:
        "every call that was heard ends in the ledger: somebody came, it was called off, or nobody came";
        calls::the_end_of_a_call_is_not_told, calls::a_call_that_the_power_cut_short_has_no_end.
    37 SigningInCallsNobody: "signing in calls nobody";
        patience::it_rings_before_anybody_reaches_the_door, calls::it_rings_when_somebody_signs_in.
    38 WhatIsLeftIsWiped: "what somebody has left is wiped, whatever still lies before the scanner";
        patience::what_lies_before_the_scanner_is_somebody.
}
