/// Weights of criteria worked out from judgements or figures. Every function answers shares in column order that sum to 1.
///
/// Columns hold the same complete rows, directed so that higher is better.
public enum Weights {}
