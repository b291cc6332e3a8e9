// Values that name something else of the file. That it is there is checked once all of it is read;
// by whom, is told where the key is.

extension ValueForm where Value == String {
    /// The name of a device.
    static var deviceName: ValueForm {
        .scalar(expected: "device names", text: { $0 }, read: { .value($0) })
    }
}
