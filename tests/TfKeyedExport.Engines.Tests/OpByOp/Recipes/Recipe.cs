using CsCheck;

namespace TfKeyedExport.Engines.Tests.OpByOp.Recipes;

/// <summary>How random cases of an operation are made.</summary>
/// <param name="Op">The operation.</param>
/// <param name="Cases">Its cases.</param>
internal sealed record Recipe(string Op, Gen<OpCase> Cases);
