//! What can go wrong with a printer, and when.

/// A fault of a printer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The roll ends.
    NoPaper,
    /// The roll is nearly used up; it prints.
    NearEnd,
    /// The cover is opened.
    CoverOpen,
    /// The blade is jammed.
    Cutter,
    /// The head is too hot.
    Overheated,
    /// Off line for no reason that it names.
    Offline,
    /// It prints and says nothing.
    Silent,
    /// It takes no more bytes.
    Stalled,
    /// Cable and power are pulled.
    Vanished,
    /// It prints no more and says that it is ready.
    Lying,
    /// For two seconds it takes nothing and says nothing.
    Deaf,
    /// One word that it says is lost.
    LosesAnswer,
    /// It says each answer when it is asked the next question.
    Late,
    /// It says everything twice.
    Twice,
    /// It ends its network connection, once.
    Closes,
}

impl Fault {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::NoPaper,
        Self::NearEnd,
        Self::CoverOpen,
        Self::Cutter,
        Self::Overheated,
        Self::Offline,
        Self::Silent,
        Self::Stalled,
        Self::Vanished,
        Self::Lying,
        Self::Deaf,
        Self::LosesAnswer,
        Self::Late,
        Self::Twice,
        Self::Closes,
    ];
}

/// When a fault comes about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// After the last answer of a round of `DLE EOT`.
    Status,
    /// When so many bytes have come; questions in real time do not count.
    Bytes(usize),
    /// After a cut.
    Cut,
    /// After an answer to `GS r` behind a cut.
    Fence,
}

/// The faults that a printer has now.
#[derive(Debug, Clone, Default)]
pub(super) struct Ails(Vec<Fault>);

impl Ails {
    pub(super) fn is(&self, fault: Fault) -> bool {
        self.0.contains(&fault)
    }

    pub(super) fn begin(&mut self, fault: Fault) {
        if !self.is(fault) {
            self.0.push(fault);
        }
    }

    pub(super) fn end(&mut self, fault: Fault) {
        self.0.retain(|other| *other != fault);
    }

    /// Whether it has the fault, which ends with being asked.
    pub(super) fn take(&mut self, fault: Fault) -> bool {
        let is_so = self.is(fault);
        self.end(fault);
        is_so
    }

    /// Whether it does not print.
    pub(super) fn stop(&self) -> bool {
        [Fault::CoverOpen, Fault::Cutter, Fault::Overheated, Fault::Offline, Fault::Lying, Fault::Vanished]
            .iter()
            .any(|fault| self.is(*fault))
    }
}
