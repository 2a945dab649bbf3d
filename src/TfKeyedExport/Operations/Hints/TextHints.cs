using TfKeyedExport.Protos;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Operations.Hints;

/// <summary>The rules of operations that take strings apart: they tell what the strings must spell.</summary>
internal static class TextHints
{
    public static void Split(HintRequest request)
    {
        IReadOnlyList<Trail> read = request.Trails(0);
        string separator = request.Constant(1) is { Type: DataType.String, Count: 1 } given ? given.Strings.Text(0) : "";
        foreach (Trail split in read)
            split.Hints.Separator ??= separator.Length > 0 ? separator : " ";
        request.Set(1, read);
    }

    public static void Number(HintRequest request)
    {
        IReadOnlyList<Trail> read = request.Trails(0);
        Note(read, () => new TextForm.Number(request.Attributes.Type("out_type")));
        request.Set(0, read);
    }

    public static void Base64(HintRequest request) => Spelled(request, content => new TextForm.Base64(content));

    public static void Json(HintRequest request) => Spelled(request, content => new TextForm.Json(content));

    public static void Image(HintRequest request) => Note(request.Trails(0), () => new TextForm.Image());

    public static void Csv(HintRequest request)
    {
        IReadOnlyList<Trail> read = request.Trails(0);
        var columns = new List<(DataType, bool, InputHints)>();
        for (int i = 0; i < request.OutputTypes.Count; i++)
        {
            bool mayLack = request.Constant(1 + i) is { Count: > 0 };
            var hints = new InputHints();
            columns.Add((request.OutputTypes[i], mayLack, hints));
            if (read.Count > 0)
                request.Set(i, [new Trail(hints)]);
        }
        string delimiter = request.Attributes.TryGet("field_delim", out AttrValue? value) && value.S.Length > 0 ? value.S.ToStringUtf8() : ",";
        Note(read, () => new TextForm.Csv(delimiter, columns));
    }

    // Another string in another spelling.
    private static void Spelled(HintRequest request, Func<InputHints, TextForm> spell)
    {
        var contents = new List<Trail>();
        Note(request.Trails(0), () =>
        {
            var content = new InputHints();
            contents.Add(new Trail(content));
            return spell(content);
        });
        request.Set(0, contents);
    }

    private static void Note(IReadOnlyList<Trail> trails, Func<TextForm> form)
    {
        foreach (Trail trail in trails.Where(t => t.Hints.Form is null))
            trail.Hints.Form = form();
    }
}
