using TfKeyedExport.Protos;

namespace TfKeyedExport.Keying.Plans;

/// <summary>A function that an export adds to the library, for Python's loader.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Calls">The function of the model that it calls.</param>
/// <param name="Arguments">Its arguments, without captures: names of the signature's inputs.</param>
/// <param name="Results">Its results: names of the signature's outputs.</param>
public sealed record PlannedFunction(string Name, string Calls, IReadOnlyList<string> Arguments, IReadOnlyList<string> Results)
{
    internal FunctionDef Proto { get; init; } = new();

    internal SavedConcreteFunction Concrete { get; init; } = new();

    /// <summary>The function in a line: <c>f(key, x) -> (key, y), calls g</c>.</summary>
    public override string ToString() => $"{Name}({string.Join(", ", Arguments)}) -> ({string.Join(", ", Results)}), calls {Calls}";
}
