using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels;
using TfKeyedExport.SavedModels.Bundles;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Samples;

/// <summary>Single numbers that a model keeps in variables: limits and thresholds may be among them, and the graph does not show them.</summary>
internal static class StoredNumbers
{
    private const int MostElements = 2;
    private const int MostVariables = 4096;
    private const int MostNumbers = 16;

    /// <summary>Some of them; none of a model without variables, or whose variables cannot be read.</summary>
    public static IReadOnlyList<double> Of(SavedModel model)
    {
        var found = new SortedSet<double>();
        try
        {
            using VariableBundle? bundle = model.OpenVariables();
            foreach (string key in bundle?.Keys.Take(MostVariables) ?? [])
            {
                if (found.Count >= MostNumbers || key == VariableBundle.ObjectGraphKey)
                    continue;
                if (bundle!.Entry(key) is not { Slices.Count: 0 } entry || !IsSmall(entry))
                    continue;
                Tensor value = bundle.Read(key);
                for (int i = 0; i < value.Count; i++)
                {
                    if (Numbers.Any(value, i) is { } number && double.IsFinite(number) && number != 0)
                        found.Add(number);
                }
            }
        }
        catch (Exception e) when (e is TfKeyedException or IOException or UnauthorizedAccessException)
        {
            // Opening the model says what is wrong with it; this only asks for hints.
        }
        return [.. found];
    }

    private static bool IsSmall(BundleEntry entry) =>
        entry.Type != DataType.String && entry.Type.Size() > 0 && entry.Shape.HasRank && entry.Shape.ElementCount() is > 0 and <= MostElements;
}
