//! The laws by name.

/// The laws.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Law {
    /// 1: never more units of a line returned than bought.
    NotMoreReturnedThanBought,
    /// 2: never more won refunded than paid.
    NotMoreRefundedThanPaid,
    /// 3: what is sent to the printer is committed, and noted as being sent.
    LedgerBeforePaper,
    /// 4: one copy of a slip is sent at most once, across restarts.
    ACopyIsSentOnce,
    /// 5: a slip prints only while its own hand-over, or its case, is on screen.
    SlipsFindTheirOwn,
    /// 6: the welcome screen carries nothing of the one before.
    NothingOfTheOneBefore,
    /// 7: what is booked is what was shown, once.
    BookedAsShown,
    /// 8: one survey a visit, every touch a row, none after its end.
    AnswersAreKept,
    /// 9: an answer that nobody waits for changes nothing.
    UnmatchedChangesNothing,
    /// 10: a number that was shown is in the ledger for ever.
    NumbersStay,
    /// 11: nobody is wiped without a warning of 20 s, and a touch keeps the visit.
    WarnedBeforeWiped,
    /// 12: visit numbers are unique and never reused.
    NumbersAreUnique,
    /// 13: with an untrusted clock no deadline alone refuses.
    NoDateDecidesUntrusted,
    /// 14: deciding, exporting and reprinting need a sign-in; five wrong PINs lock.
    StaffOnly,
    /// 15: a touch meant for an older screen changes nothing.
    OldTouchesAreVoid,
    /// 16: a visit resumes only in time, where it stood.
    ResumesOnlyInTime,
    /// 17: when the faults end, everything ends well.
    EverythingEnds,
    /// 18: no device keeps the screen from answering a touch.
    TouchesAreAnswered,
    /// 19: the ledger can answer everything that the counter asks.
    TheLedgerCanAnswer,
    /// 20: a printed or abandoned copy of a slip stays so and is never sent again, and only the newest copy waits.
    AnEndedCopyStaysEnded,
    /// 21: what was seen of a unit is kept with it, for never more units than there are.
    UnitsAreKept,
    /// 22: nobody waits for the ledger without an end.
    WaitsEnd,
    /// 23: what somebody was told is not booked holds no units and no money, and nobody ever finds it.
    NotBookedIsNotBooked,
    /// 24: the next screen of a survey, and its thanks, come after the rows.
    SavedBeforeShown,
    /// 25: a free first delivery is paid by one of the visits for a customer's reason, as soon as one is approved.
    TheFirstDeliveryIsPaid,
    /// 26: a visit is booked by a touch that began when its summary had stood for a second.
    BookedAsRead,
    /// 27: a number stands for two seconds before a touch or a scan takes it away.
    NumbersAreRead,
    /// 28: nothing that cannot be got back hangs on a touch that may be the tail of another.
    NothingHangsOnATail,
    /// 29: "written" stands on the screen only where the stick, looked at elsewhere, holds just what was exported.
    WrittenIsThere,
    /// 30: a clock that is off by weeks refuses nobody, unless the staff have said that it is right.
    AWrongClockRefusesNobody,
    /// 31: such a clock destroys nothing and moves no instant that later clocks are measured by.
    AWrongClockLeavesNoTrace,
    /// 32: nothing of a visit is seen unless its secret was scanned or typed since the last welcome screen, or it was just
    /// booked there, or decided within a minute and somebody says that it is theirs.
    OnlyTheSecretOpens,
    /// 33: a survey is shown to, answered and ended by nobody else.
    OnlyWhoIsThereIsAsked,
    /// 34: a refusal is booked only for who wants the staff or paper; for paper its row is closed before anything is
    /// printed, and neither a bell nor the queue tells of it.
    ARefusalOnPaperIsClosed,
    /// 35: nobody finds the call of the one before.
    NoCallForTheNext,
    /// 36: every call that was heard ends in the ledger: somebody came, it was called off, or nobody came.
    EveryCallIsKept,
    /// 37: signing in calls nobody.
    SigningInCallsNobody,
    /// 38: what somebody has left is wiped, whatever still lies before the scanner.
    WhatIsLeftIsWiped,
}

impl Law {
    /// All of them, by number.
    pub const ALL: [Law; 38] = [
        Law::NotMoreReturnedThanBought,
        Law::NotMoreRefundedThanPaid,
        Law::LedgerBeforePaper,
        Law::ACopyIsSentOnce,
        Law::SlipsFindTheirOwn,
        Law::NothingOfTheOneBefore,
        Law::BookedAsShown,
        Law::AnswersAreKept,
        Law::UnmatchedChangesNothing,
        Law::NumbersStay,
        Law::WarnedBeforeWiped,
        Law::NumbersAreUnique,
        Law::NoDateDecidesUntrusted,
        Law::StaffOnly,
        Law::OldTouchesAreVoid,
        Law::ResumesOnlyInTime,
        Law::EverythingEnds,
        Law::TouchesAreAnswered,
        Law::TheLedgerCanAnswer,
        Law::AnEndedCopyStaysEnded,
        Law::UnitsAreKept,
        Law::WaitsEnd,
        Law::NotBookedIsNotBooked,
        Law::SavedBeforeShown,
        Law::TheFirstDeliveryIsPaid,
        Law::BookedAsRead,
        Law::NumbersAreRead,
        Law::NothingHangsOnATail,
        Law::WrittenIsThere,
        Law::AWrongClockRefusesNobody,
        Law::AWrongClockLeavesNoTrace,
        Law::OnlyTheSecretOpens,
        Law::OnlyWhoIsThereIsAsked,
        Law::ARefusalOnPaperIsClosed,
        Law::NoCallForTheNext,
        Law::EveryCallIsKept,
        Law::SigningInCallsNobody,
        Law::WhatIsLeftIsWiped,
    ];
}
