/// How the weights of a node's children come about.
public enum Weighting: Sendable {
    /// `Node.weight` of each child.
    case given
    case equal
    /// Each judge spreads the same budget over the children, in their order; the mean of the judges' shares.
    case budget([[Double]])
    /// Pairwise judgements over the children, in their order: principal eigenvector.
    case analyticHierarchy([[Double]])
    /// From the children's figures.
    case fromData(DataWeighting, on: Basis, scope: Scope)

    public enum Basis: String, Sendable, CaseIterable {
        /// The scores the node aggregates.
        case scores
        /// The prepared figures before normalisation; leaves only.
        case figures
    }
}

/// Weights that come out of the figures.
public enum DataWeighting: String, Sendable, CaseIterable {
    case entropy
    case critic
    case standardDeviation = "standard-deviation"
    case merec
    case principalComponent = "pca"
    case factorAnalysis = "factor-analysis"
}

/// Over which cells bounds, means and data-driven weights are taken.
public enum Scope: Hashable, Sendable {
    /// Each period by itself.
    case period
    /// All periods of the data together.
    case allPeriods
    /// One named period decides for all.
    case fixedPeriod(String)
}
