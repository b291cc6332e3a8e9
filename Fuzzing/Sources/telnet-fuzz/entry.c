// Where libFuzzer comes in, which brings main: once for each input. In C, because SwiftPM gives a
// Swift program's main another name. What must hold for an input is in `TelnetTrials`.

#include <stddef.h>
#include <stdint.h>

extern void try_telnet(const uint8_t *start, size_t byte_count);

int LLVMFuzzerTestOneInput(const uint8_t *start, size_t byte_count) {
    try_telnet(start, byte_count);
    return 0;
}
