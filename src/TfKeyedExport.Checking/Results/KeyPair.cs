namespace TfKeyedExport.Checking.Results;

/// <summary>A key: an input whose values come back as an output.</summary>
/// <param name="Input">The input's name.</param>
/// <param name="Output">The output's name; empty lets a check find it.</param>
public sealed record KeyPair(string Input, string Output)
{
    /// <summary>The name, or both names if they differ.</summary>
    public override string ToString() => Input == Output || Output.Length == 0 ? Input : $"{Input} -> {Output}";
}
