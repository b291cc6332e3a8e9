// The tests that load the machine: one after another, so that they do not measure each other. To
// add one, put its suite into an extension of this enum, in a file of its own.

import Testing

/// The parent of every suite that loads the machine.
@Suite(.serialized) enum LoadSerial {}
