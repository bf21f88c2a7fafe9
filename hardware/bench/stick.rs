//! A stick that is not there: what was written, what has reached its memory, and what goes wrong with it.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustix::io::Errno;

use crate::stick::{Medium, NewFile};

/// What goes wrong with a stick.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StickFault {
    /// It says that everything is flushed and keeps nothing of it.
    Lies,
    /// It keeps one wrong bit of each file.
    Worn,
    /// It is pulled out.
    Vanishes,
    /// It is full.
    Fills,
    /// It lets nothing be written any more.
    Locks,
}

impl StickFault {
    /// All of them.
    pub const ALL: [StickFault; 5] =
        [StickFault::Lies, StickFault::Worn, StickFault::Vanishes, StickFault::Fills, StickFault::Locks];
}

/// A stick with one folder. Names reach its memory when the folder is flushed, or at once, as on FAT now and then.
#[derive(Clone, Debug)]
pub struct SimulatedStick(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    /// The system's view: names of files, and the files by number.
    names: BTreeMap<String, usize>,
    files: Vec<Vec<u8>>,
    /// What the stick itself would show elsewhere.
    kept_names: BTreeMap<String, usize>,
    kept_files: BTreeMap<usize, Vec<u8>>,
    names_at_once: bool,
    fault: Option<(usize, StickFault)>,
    calls: usize,
    reads_memory: bool,
}

impl SimulatedStick {
    /// An empty stick.
    #[must_use]
    pub fn new(names_at_once: bool) -> SimulatedStick {
        SimulatedStick(Arc::new(Mutex::new(State { names_at_once, ..State::default() })))
    }

    /// A file that has been on it for long.
    pub fn put(&self, name: &str, bytes: &[u8]) {
        let mut state = self.state();
        let file = state.new_file(name);
        state.files[file] = bytes.to_vec();
        state.kept_files.insert(file, bytes.to_vec());
        state.kept_names = state.names.clone();
    }

    /// From the `call`th call on, counted from 0, `fault` holds.
    pub fn break_at(&self, call: usize, fault: StickFault) {
        let mut state = self.state();
        state.fault = Some((call, fault));
    }

    /// Reading back is answered from the system's memory of what was written, as a program that does not care would
    /// be answered: a mutant for tests.
    pub fn read_from_memory(&self) {
        self.state().reads_memory = true;
    }

    /// Calls so far.
    #[must_use]
    pub fn calls(&self) -> usize {
        self.state().calls
    }

    /// What another machine would find on it now.
    #[must_use]
    pub fn elsewhere(&self) -> BTreeMap<String, Vec<u8>> {
        let state = self.state();
        let kept = |file| state.kept_files.get(file).cloned().unwrap_or_default();
        state.kept_names.iter().map(|(name, file)| (name.clone(), kept(file))).collect()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A call that writes, or one that reads.
    fn call(&self, writes: bool) -> io::Result<MutexGuard<'_, State>> {
        let mut state = self.state();
        state.calls += 1;
        match state.fault() {
            Some(StickFault::Vanishes) => Err(Errno::NODEV.into()),
            Some(StickFault::Locks) if writes => Err(Errno::ROFS.into()),
            _ => Ok(state),
        }
    }
}

impl State {
    fn fault(&self) -> Option<StickFault> {
        self.fault.filter(|(call, _)| self.calls > *call).map(|(_, fault)| fault)
    }

    fn new_file(&mut self, name: &str) -> usize {
        self.files.push(Vec::new());
        self.names.insert(name.to_owned(), self.files.len() - 1);
        self.files.len() - 1
    }

    fn keep_file(&mut self, file: usize) {
        let mut bytes = self.files[file].clone();
        match self.fault() {
            Some(StickFault::Lies) => return,
            Some(StickFault::Worn) => bytes.iter_mut().rev().take(1).for_each(|byte| *byte ^= 4),
            _ => {}
        }
        self.kept_files.insert(file, bytes);
    }

    fn keep_names(&mut self) {
        if self.fault() != Some(StickFault::Lies) {
            self.kept_names = self.names.clone();
        }
    }

    fn names_changed(&mut self) {
        if self.names_at_once {
            self.keep_names();
        }
    }
}

impl Medium for SimulatedStick {
    fn path(&self) -> &Path {
        Path::new("/media/simulated/doro")
    }

    fn free_bytes(&self) -> io::Result<u64> {
        self.call(false).map(|_| 1 << 30)
    }

    fn create(&self, name: &str) -> io::Result<Box<dyn NewFile + '_>> {
        let mut state = self.call(true)?;
        if state.names.contains_key(name) {
            return Err(Errno::EXIST.into());
        }
        if state.fault() == Some(StickFault::Fills) {
            return Err(Errno::NOSPC.into());
        }
        let file = state.new_file(name);
        state.names_changed();
        Ok(Box::new(Writing { stick: self, file }))
    }

    fn rename(&self, from: &str, to: &str) -> io::Result<()> {
        let mut state = self.call(true)?;
        let file = state.names.remove(from).ok_or(Errno::NOENT)?;
        state.names.insert(to.to_owned(), file);
        state.names_changed();
        Ok(())
    }

    fn remove(&self, name: &str) -> io::Result<()> {
        let mut state = self.call(true)?;
        state.names.remove(name).ok_or(Errno::NOENT)?;
        state.names_changed();
        Ok(())
    }

    fn flush(&self) -> io::Result<()> {
        self.call(true)?.keep_names();
        Ok(())
    }

    fn read_back(&self, name: &str, seen: &mut dyn FnMut(&[u8])) -> io::Result<()> {
        let state = self.call(false)?;
        if state.reads_memory {
            seen(&state.files[*state.names.get(name).ok_or(Errno::NOENT)?]);
            return Ok(());
        }
        let file = state.kept_names.get(name).ok_or(Errno::NOENT)?;
        seen(state.kept_files.get(file).map_or(&[], Vec::as_slice));
        Ok(())
    }
}

struct Writing<'a> {
    stick: &'a SimulatedStick,
    file: usize,
}

impl Write for Writing<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut state = self.stick.call(true)?;
        if state.fault() == Some(StickFault::Fills) {
            return Err(Errno::NOSPC.into());
        }
        state.files[self.file].extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl NewFile for Writing<'_> {
    fn sync(&mut self) -> io::Result<()> {
        self.stick.call(true)?.keep_file(self.file);
        Ok(())
    }
}
