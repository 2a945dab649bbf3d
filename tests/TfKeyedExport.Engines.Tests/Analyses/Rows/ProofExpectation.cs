namespace TfKeyedExport.Engines.Tests.Analyses.Rows;

/// <summary>What is to be proved of a graph.</summary>
/// <param name="What">The graph, for whoever reads that it is not so.</param>
/// <param name="Holds">Whether that is proved, and nothing else.</param>
internal sealed record ProofExpectation(string What, Func<bool> Holds);
