//! The mails of a store, as the mail server has kept them.

use mail_catcher::Mailbox;
use stack::Stack;

/// All mails that the part `mail` of a store has taken.
pub fn mailbox(stack: &Stack) -> Mailbox {
    Mailbox::at(stack.mail_directory())
}
