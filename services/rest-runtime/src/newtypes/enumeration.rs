//! One of several strings.

/// One of several strings: `enumeration! { /// Doc. Name { Placed = "placed", … } }`.
#[macro_export]
macro_rules! enumeration {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $(#[doc = concat!("`", $text, "`")] $variant,)+
        }

        impl $name {
            /// The string that stands for it.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $text,)+
                }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, out: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                out.write_str(self.as_str())
            }
        }

        impl $crate::DecodeText for $name {
            fn decode_text(text: &str, at: &$crate::Pointer<'_>, violations: &mut $crate::Violations) -> Option<Self> {
                match text {
                    $($text => Some(Self::$variant),)+
                    _ => {
                        violations.push(at, concat!("must be one of" $(, " `", $text, "`")+));
                        None
                    }
                }
            }
        }

        impl $crate::Decode for $name {
            fn decode(value: $crate::Value, at: &$crate::Pointer<'_>, violations: &mut $crate::Violations) -> Option<Self> {
                let text = <String as $crate::Decode>::decode(value, at, violations)?;
                <Self as $crate::DecodeText>::decode_text(&text, at, violations)
            }
        }

        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        $crate::deserialize_by_decoding!($name);
    };
}
