//! `doro staff`: who may sign in at the counter.

use std::io::{self, BufRead, IsTerminal};

use chrono::Utc;
use clap::{Subcommand, ValueEnum};
use domain::staff::Role;

use super::Db;
use crate::failure::Failure;
use crate::ledger::{Ledger, Member, NotAdded};
use crate::say::{remark, say};
use crate::staff::{StaffError, check_name, check_pin};
use crate::words::staff as words;

/// Who may sign in.
#[derive(Debug, Subcommand)]
pub enum What {
    /// Add a member of the staff; the PIN is asked for, or read from standard input
    Add {
        /// The name on the sign-in screen
        name: String,
        /// What they may do: a clerk and a senior decide visits and print, a manager also exports; senior is a title so far
        #[arg(long)]
        role: RoleName,
        #[command(flatten)]
        db: Db,
    },
    /// List everybody: number (as exports give it), role, last sign-in, wrong PINs, who is locked or disabled
    List {
        #[command(flatten)]
        db: Db,
    },
    /// Let somebody sign in no longer; what they decided stays theirs
    Disable {
        /// The name on the sign-in screen
        name: String,
        #[command(flatten)]
        db: Db,
    },
    /// Let somebody sign in again, also where wrong PINs have locked the sign-in
    Enable {
        /// The name on the sign-in screen
        name: String,
        #[command(flatten)]
        db: Db,
    },
    /// Give somebody another PIN, which is asked for, or read from standard input
    SetPin {
        /// The name on the sign-in screen
        name: String,
        #[command(flatten)]
        db: Db,
    },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum RoleName {
    Clerk,
    Senior,
    Manager,
}

pub fn run(what: &What) -> Result<(), Failure> {
    match what {
        What::Add { name, role, db } => add(name, *role, db),
        What::List { db } => list(&db.readable()?),
        What::Disable { name, db } => {
            let mut ledger = db.existing()?;
            found(ledger.set_disabled(name, Some(Utc::now()))?, &ledger, name)?;
            say(format!("{name} cannot sign in any more. `doro staff enable` undoes it."));
            if !ledger.members()?.iter().any(is_manager) {
                remark("No manager can sign in now: nobody can export at the counter.");
            }
            Ok(())
        }
        What::Enable { name, db } => {
            let mut ledger = db.existing()?;
            found(ledger.set_disabled(name, None)?, &ledger, name)?;
            say(format!("{name} can sign in at the counter."));
            Ok(())
        }
        What::SetPin { name, db } => {
            let mut ledger = db.existing()?;
            found(is_there(&ledger, name)?, &ledger, name)?;
            let pin = ask_pin()?;
            found(ledger.set_pin(name, &pin)?, &ledger, name)?;
            say(format!("{name} has another PIN."));
            Ok(())
        }
    }
}

fn add(name: &str, role: RoleName, db: &Db) -> Result<(), Failure> {
    let role = match role {
        RoleName::Clerk => Role::Clerk,
        RoleName::Senior => Role::Senior,
        RoleName::Manager => Role::Manager,
    };
    let mut ledger = db.existing()?;
    // What is wrong with the name is said before anybody makes up a PIN.
    let name = check_name(name)?;
    if is_there(&ledger, name)? {
        return Err(StaffError::NotAdded(NotAdded::NameTaken(name.to_owned())).into());
    }
    let pin = ask_pin()?;
    crate::staff::add(&mut ledger, name, role, &pin, Utc::now())?;
    say(format!("{name} can sign in at the counter."));
    Ok(())
}

fn list(ledger: &Ledger) -> Result<(), Failure> {
    let members = ledger.members()?;
    if members.is_empty() {
        say("Nobody: `doro staff add NAME --role manager` adds the first.");
    }
    for line in words::table(&members, Utc::now()) {
        say(line);
    }
    Ok(())
}

fn is_manager(member: &Member) -> bool {
    member.role == Role::Manager && member.disabled_at.is_none()
}

fn is_there(ledger: &Ledger, name: &str) -> Result<bool, Failure> {
    Ok(ledger.members()?.iter().any(|member| member.name == name))
}

/// Somebody of that name, or who there is.
fn found(found: bool, ledger: &Ledger, name: &str) -> Result<(), Failure> {
    if found {
        return Ok(());
    }
    let names: Vec<_> = ledger.members()?.into_iter().map(|member| member.name).collect();
    let there = if names.is_empty() {
        "nobody was added yet: `doro staff add NAME --role manager` adds the first".to_owned()
    } else {
        format!("there is: {}", names.join(", "))
    };
    Err(Failure(format!("there is nobody called {name}; {there}")))
}

/// A PIN that will do: one that will not is not asked for twice.
fn ask_pin() -> Result<String, Failure> {
    if !io::stdin().is_terminal() {
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line)?;
        let pin = line.trim().to_owned();
        check_pin(&pin)?;
        return Ok(pin);
    }
    let first = rpassword::prompt_password("PIN (6 to 8 digits): ")?;
    check_pin(&first)?;
    let second = rpassword::prompt_password("Once more: ")?;
    if first != second {
        return Err(Failure("the two PINs differ; nothing was changed".to_owned()));
    }
    Ok(first)
}
