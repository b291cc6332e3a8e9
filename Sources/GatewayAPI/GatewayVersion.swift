// The version of this program, in the one place that says it. What changed in which version is in
// CHANGELOG.md.

/// The version that `--version`, the API and the record show.
public enum GatewayVersion {
    public static let text = "0.1.0"
}
