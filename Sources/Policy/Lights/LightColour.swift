/// The mark a light shows. Names, shapes and hues are pack data; these are the codes records keep.
package enum LightColour: String, Sendable, Codable, CaseIterable {
    case green, yellow, red
    /// The unit has declared nothing.
    case notReported = "not-reported"
    /// Nothing may be concluded: before the office's cut-over, or outside the stages that are judged (未評估).
    case notAssessed = "not-assessed"
}
