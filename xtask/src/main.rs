//! `cargo xtask`: everything that is done to this workspace, one file per command.

mod bench;
mod codegen;
mod crate_name;
mod demo;
mod deploy;
mod down;
mod fuzz;
mod generate;
mod grpc;
mod home;
mod interrupt;
mod kafka_tools;
mod manifest;
mod new_service;
mod rest;
mod service_template;
mod source;
mod terminal;
mod test;
mod up;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Build, run and test Tuckshop.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Up(up::Up),
    Down(down::Down),
    Demo(demo::Demo),
    Logs(kafka_tools::Logs),
    DeadLetters(kafka_tools::DeadLetters),
    Test(test::Test),
    Bench(bench::Bench),
    Codegen(codegen::Codegen),
    Generate(generate::Generate),
    #[command(subcommand)]
    New(New),
}

/// Make something new in this workspace.
#[derive(Subcommand)]
enum New {
    Service(new_service::NewService),
}

fn main() -> ExitCode {
    let result = match Arguments::parse().command {
        Command::Up(command) => up::run(&command),
        Command::Down(command) => down::run(&command),
        Command::Demo(command) => demo::run(&command),
        Command::Logs(command) => kafka_tools::logs(&command),
        Command::DeadLetters(command) => kafka_tools::dead_letters(&command),
        Command::Test(command) => test::run(&command),
        Command::Bench(command) => bench::run(&command),
        Command::Codegen(command) => codegen::run(&command),
        Command::Generate(command) => generate::run(&command),
        Command::New(New::Service(command)) => new_service::run(&command),
    };
    result.unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}
