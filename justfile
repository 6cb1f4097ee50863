# Short names for the cargo xtask commands, nothing else.

# Start the store on this machine.
up *arguments:
    cargo xtask up {{arguments}}

# Stop it.
down *arguments:
    cargo xtask down {{arguments}}

# Walk through the shop as a customer would.
demo *arguments:
    cargo xtask demo {{arguments}}

# Run all checks and tests.
test *arguments:
    cargo xtask test {{arguments}}

# Measure the store beside what it is compared with.
bench *arguments:
    cargo xtask bench {{arguments}}

# Write generated/ from api/ and proto/.
codegen *arguments:
    cargo xtask codegen {{arguments}}

# Generate a crate from any OpenAPI document.
generate *arguments:
    cargo xtask generate {{arguments}}

# Make something new in this workspace.
new *arguments:
    cargo xtask new {{arguments}}
