using CsCheck;
using TfKeyedExport.Engines.Tests.OpByOp;
using TfKeyedExport.Engines.Tests.OpByOp.Recipes;
using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Fuzzing.Ops;

/// <summary>Makes the case of a seed and a number, the same every time.</summary>
internal static class CaseMaker
{
    private static readonly string[] Recipes = [.. AllRecipes.ByOp.Keys.Order(StringComparer.Ordinal)];

    /// <summary>One case.</summary>
    /// <param name="seed">The run's seed.</param>
    /// <param name="number">The case.</param>
    /// <param name="only">The only operation to take; null for all.</param>
    /// <param name="lie">What of it is a lie that nobody may answer; null if nothing is.</param>
    public static FuzzCase Make(ulong seed, long number, string? only, out string? lie)
    {
        var random = new FuzzRandom(seed, number);
        bool lies = random.Below(3) != 0;
        bool byRecipe = random.Below(5) < 3;
        string op = only ?? (byRecipe ? random.Pick(Recipes) : random.Pick(DeclaredCases.Operations));
        byRecipe = AllRecipes.ByOp.ContainsKey(op) && (byRecipe || !DeclaredCases.Operations.Contains(op));
        GraphDraft draft = byRecipe ? OfRecipe(random, op) : DeclaredCases.Make(random, op);
        for (int n = random.Below(lies ? 2 : 3); n > 0; n--)
            HonestChanges.Apply(random, draft);
        if (lies)
        {
            for (int n = random.OneIn(4) ? 2 : 1; n > 0; n--)
                Lies.Apply(random, draft);
        }
        Refeed(random, draft);
        lie = TypeTruth.FindLie(draft);
        return new FuzzCase(
            op, draft.ToModel(), draft.Inputs, $"{(lies ? "lying" : "honest")}, {(byRecipe ? "by recipe" : "by declaration")}",
            string.Join("; ", draft.Changes));
    }

    private static GraphDraft OfRecipe(FuzzRandom random, string op)
    {
        OpCase opCase = AllRecipes.ByOp[op].Cases.Generate(new PCG(1, random.Seed()), null, out _);
        SavedModelProto model = opCase.Model().Proto;
        var inputs = new Dictionary<string, Tensor>();
        for (int i = 0; i < opCase.Inputs.Length; i++)
        {
            if (!opCase.Constants.Contains(i))
                inputs[$"i{i:00}"] = opCase.Inputs[i];
        }
        return GraphDraft.Of(model, inputs);
    }

    /// <summary>What is fed has the signature's types, so that a lie gets as far as it can.</summary>
    private static void Refeed(FuzzRandom random, GraphDraft draft)
    {
        foreach ((string name, TensorInfo info) in draft.Call.Inputs.OrderBy(i => i.Key, StringComparer.Ordinal))
        {
            Tensor? given = draft.Inputs.GetValueOrDefault(name);
            if (given?.Type != info.Dtype
                && HostileTensors.Of(random, info.Dtype, given?.Shape.Dimensions.ToArray() ?? HostileTensors.Shape(random)) is { } other)
                draft.Inputs[name] = other;
        }
    }
}
