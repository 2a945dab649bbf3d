using TfKeyedExport.Checking.Subjects;
using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Golden;
using TfKeyedExport.Signatures;
using TfKeyedExport.Tensors;
using TfKeyedExport.Tensors.Rows;

namespace TfKeyedExport.Checking.Samples.Examples;

/// <summary>Takes the rows of golden cases.</summary>
internal static class GoldenRows
{
    /// <summary>
    /// Puts the batches of all cases together; inputs beside the batch, and rows of another shape than the first case's, are the first case's.
    /// </summary>
    public static ExampleRows Read(GoldenDocument document, string path, ModelSignature signature)
    {
        BatchLayout layout = CheckedLayout.Of(signature, []);
        var names = signature.Inputs.Where((_, i) => layout.Batched[i]).Select(i => i.Name).ToHashSet(StringComparer.Ordinal);
        IReadOnlyDictionary<string, Tensor>? first = null;
        var rows = new Dictionary<string, List<Tensor>>(StringComparer.Ordinal);
        int count = 0;
        foreach (GoldenCase golden in document.Cases)
        {
            first ??= golden.Inputs;
            long[] sizes = [.. golden.Inputs.Where(i => names.Contains(i.Key)).Select(i => i.Value.Shape.Rank > 0 ? i.Value.Shape[0] : -1).Distinct()];
            if (sizes is not [> 0 and <= int.MaxValue] || !FitsFirst(first, golden.Inputs, names))
                continue;
            count += (int)sizes[0];
            foreach ((string name, Tensor value) in golden.Inputs.Where(i => names.Contains(i.Key)))
            {
                if (!rows.TryGetValue(name, out List<Tensor>? list))
                    rows.Add(name, list = []);
                list.Add(value);
            }
        }
        if (first is null || count == 0)
            throw TfKeyedException.BadRequest("no case has rows for this signature", path);
        var columns = first.Where(i => !names.Contains(i.Key)).ToDictionary(i => i.Key, i => i.Value, StringComparer.Ordinal);
        foreach ((string name, List<Tensor> list) in rows)
            columns[name] = TensorRows.Concatenate(list)!;
        return new ExampleRows(columns, count);
    }

    private static bool FitsFirst(IReadOnlyDictionary<string, Tensor> first, IReadOnlyDictionary<string, Tensor> other, HashSet<string> names)
    {
        return first.Count == other.Count
            && first.All(i => other.TryGetValue(i.Key, out Tensor? value) && Fits(value, i.Value, hasRows: names.Contains(i.Key)));

        static bool Fits(Tensor value, Tensor model, bool hasRows) => value.Type == model.Type && (!hasRows || value.SameRowShape(model));
    }
}
