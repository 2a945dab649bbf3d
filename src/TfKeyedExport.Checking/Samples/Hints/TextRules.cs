using TfKeyedExport.Graphs;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Checking.Samples.Hints;

/// <summary>Operations that take strings apart: they tell what the strings must spell.</summary>
internal static class TextRules
{
    /// <summary>Notes what a node takes apart.</summary>
    /// <returns>Whether it is such a node.</returns>
    public static bool Apply(Node node, HintScope scope)
    {
        IReadOnlyList<Trail> read = node.Inputs.Count > 0 ? scope.Of(node.Inputs[0]) : [];
        switch (node.Work.Name)
        {
            case "StringSplitV2" or "StringSplit":
                string separator = node.Inputs.Count > 1 && scope.Constant(node.Inputs[1]) is { Type: DataType.String, Count: 1 } given ? given.Strings.Text(0) : "";
                foreach (Trail split in read)
                    split.Hints.Separator ??= separator.Length > 0 ? separator : " ";
                scope.Set(node.Output(1), read);
                return true;
            case "StringToNumber":
                Note(read, _ => new TextForm.Number(node.Attributes.Type("out_type")));
                scope.Set(node.Output(), read);
                return true;
            case "DecodeCSV":
                ReadCsv(node, read, scope);
                return true;
            case "DecodeBase64":
                var contents = new List<Trail>();
                Note(read, _ =>
                {
                    var content = new InputHints();
                    contents.Add(new Trail(content));
                    return new TextForm.Base64(content);
                });
                scope.Set(node.Output(), contents);
                return true;
            case "DecodeJpeg" or "DecodePng" or "DecodeImage":
                Note(read, _ => new TextForm.Image());
                return true;
            default:
                return false;
        }
    }

    private static void Note(IReadOnlyList<Trail> trails, Func<Trail, TextForm> form)
    {
        foreach (Trail trail in trails.Where(t => t.Hints.Form is null))
            trail.Hints.Form = form(trail);
    }

    private static void ReadCsv(Node node, IReadOnlyList<Trail> read, HintScope scope)
    {
        var columns = new List<(DataType, bool, InputHints)>();
        for (int i = 0; i < node.OutputTypes.Count; i++)
        {
            bool mayLack = 1 + i < node.Inputs.Count && scope.Constant(node.Inputs[1 + i]) is { Count: > 0 };
            var hints = new InputHints();
            columns.Add((node.OutputTypes[i], mayLack, hints));
            if (read.Count > 0)
                scope.Set(node.Output(i), [new Trail(hints)]);
        }
        string delimiter = node.Attributes.TryGet("field_delim", out Protos.AttrValue? value) && value.S.Length > 0 ? value.S.ToStringUtf8() : ",";
        Note(read, _ => new TextForm.Csv(delimiter, columns));
    }
}
