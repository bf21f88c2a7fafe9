//! `doro staff`: who may sign in at the counter.

use std::io::{self, BufRead, IsTerminal};

use chrono::Utc;
use clap::{Subcommand, ValueEnum};
use domain::counter::Role;

use super::say::say;
use super::{Db, Failure};

/// Who may sign in.
#[derive(Debug, Subcommand)]
pub enum What {
    /// Add a member of the staff; the PIN is asked for, or read from standard input
    Add {
        /// The name on the sign-in screen
        name: String,
        /// What they may do: a clerk decides visits and prints, a manager also exports
        #[arg(long)]
        role: RoleName,
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
    let What::Add { name, role, db } = what;
    let role = match role {
        RoleName::Clerk => Role::Clerk,
        RoleName::Senior => Role::Senior,
        RoleName::Manager => Role::Manager,
    };
    let mut ledger = db.existing()?;
    let pin = ask_pin()?;
    crate::staff::add(&mut ledger, name, role, &pin, Utc::now())?;
    say(format!("{name} can sign in at the counter."));
    Ok(())
}

fn ask_pin() -> Result<String, Failure> {
    if !io::stdin().is_terminal() {
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line)?;
        return Ok(line.trim().to_owned());
    }
    let first = rpassword::prompt_password("PIN (4 to 8 digits): ")?;
    let second = rpassword::prompt_password("Once more: ")?;
    if first != second {
        return Err(Failure("the two PINs differ; nothing was added".to_owned()));
    }
    Ok(first)
}
