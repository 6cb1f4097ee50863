//! The SQL of this service, one statement per file in `queries/`. What a statement is for stands in its file; what its rows
//! mean is known to the modules that run it.

/// A statement.
#[derive(Debug)]
pub struct Query {
    /// The name of its file, without extension.
    pub name: &'static str,
    /// The statement.
    pub sql: &'static str,
}

macro_rules! queries {
    ($($constant:ident: $name:literal,)*) => {
        $(
            pub(crate) static $constant: Query =
                Query { name: $name, sql: include_str!(concat!("../queries/", $name, ".sql")) };
        )*

        /// Every statement of this service.
        pub static ALL: &[&Query] = &[$(&$constant),*];
    };
}

queries! {
    CLAIM_MAIL: "claim_mail",
    CREATE_SCHEMA: "create_schema",
    DEFER_MAIL: "defer_mail",
    FIND_MAIL: "find_mail",
    FORGET_MAILS: "forget_mails",
    LOCK_MIGRATIONS: "lock_migrations",
    PROBE: "probe",
    SETTLE_MAIL: "settle_mail",
    TAKE_OVER_MAIL: "take_over_mail",
    UNLOCK_MIGRATIONS: "unlock_migrations",
}
