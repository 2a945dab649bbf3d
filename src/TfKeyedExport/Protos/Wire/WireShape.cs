using TfKeyedExport.Errors;

namespace TfKeyedExport.Protos.Wire;

/// <summary>
/// Which fields of a message are maps or messages of interest. Parsers agree on a message as long as an entry of a map has one key and one value and there
/// are no groups, as no writer makes them: with two values some join them and some take the last, so that what is looked at would not be what runs.
/// </summary>
internal sealed class WireShape
{
    // As deep as the parsers themselves go.
    private const int DepthLimit = 100;
    private const int KeyField = 1;
    private const int ValueField = 2;

    private readonly List<(int Number, bool IsMap, WireShape? Of)> _fields = [];

    /// <summary>A node's attribute, <c>AttrValue</c>.</summary>
    public static WireShape Attribute { get; } = MakeAttribute();

    /// <summary>A function's signature, <c>OpDef</c>.</summary>
    public static WireShape Declaration { get; } = new WireShape().With(4, new WireShape().With(3, Attribute));

    /// <summary>A metagraph without what is looked at node by node.</summary>
    public static WireShape MetaGraph { get; } = new WireShape()
        .With(1, new WireShape().WithMap(8))
        .WithMap(4, new WireShape())
        .WithMap(5, new WireShape().WithMap(1, new WireShape()).WithMap(2, new WireShape()).WithMap(4, new WireShape()));

    /// <summary>A whole model.</summary>
    public static WireShape Model { get; } = new WireShape().With(2, MetaGraph);

    /// <summary>Checks a serialized message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="where">What it is, for errors.</param>
    /// <exception cref="TfKeyedException">It is written in a way that parsers read differently, or is damaged.</exception>
    public void Check(ReadOnlySpan<byte> message, string where)
    {
        if (!IsPlain(message))
            throw TfKeyedException.Unreadable("a message is damaged, or written in a way that parsers read differently", where, ModelErrors.CopyAgain);
    }

    /// <summary>Whether all parsers read a serialized message alike.</summary>
    public bool IsPlain(ReadOnlySpan<byte> message) => IsPlain(message, DepthLimit);

    private static WireShape MakeAttribute()
    {
        var attribute = new WireShape();
        WireShape function = new WireShape().WithMap(2, attribute);
        return attribute.With(1, new WireShape().With(9, function)).With(10, function);
    }

    private WireShape With(int number, WireShape of)
    {
        _fields.Add((number, false, of));
        return this;
    }

    private WireShape WithMap(int number, WireShape? of = null)
    {
        _fields.Add((number, true, of));
        return this;
    }

    private bool IsPlain(ReadOnlySpan<byte> message, int depth)
    {
        if (depth == 0)
            return false;
        var fields = new ProtoFields(message);
        while (fields.Next())
        {
            foreach ((int number, bool isMap, WireShape? of) in _fields)
            {
                if (number == fields.Number && !(isMap ? IsPlainEntry(fields.Bytes, of, depth - 1) : of!.IsPlain(fields.Bytes, depth - 1)))
                    return false;
            }
        }
        return !fields.IsDamaged;
    }

    private static bool IsPlainEntry(ReadOnlySpan<byte> entry, WireShape? of, int depth)
    {
        int keys = 0, values = 0;
        var fields = new ProtoFields(entry);
        while (fields.Next())
        {
            keys += fields.AnyNumber == KeyField ? 1 : 0;
            values += fields.AnyNumber == ValueField ? 1 : 0;
            if (fields.Number == ValueField && of is not null && !of.IsPlain(fields.Bytes, depth))
                return false;
        }
        return !fields.IsDamaged && keys <= 1 && values <= 1;
    }
}
