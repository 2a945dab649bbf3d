using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Rest.Layout;
using TfKeyedExport.Formats.Rest.Syntax;
using TfKeyedExport.Formats.Rest.Values;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Formats.Rest;

/// <summary>Makes tensors of a body's values; one a thread is kept, with its memory, for the next body.</summary>
internal sealed class BodyReader
{
    [ThreadStatic]
    private static BodyReader? _spare;

    private readonly ItemReader _item = new();
    private Column[] _columns = [];
    private int[] _order = [];

    /// <summary>Takes one, the thread's own if that is free.</summary>
    public static BodyReader Take()
    {
        BodyReader reader = _spare ?? new BodyReader();
        _spare = null;
        return reader;
    }

    /// <summary>Gives it back.</summary>
    public void Return()
    {
        foreach (Column column in _columns)
            column.Release();
        _spare = this;
    }

    /// <summary>Makes tensors of rows.</summary>
    /// <param name="text">The body.</param>
    /// <param name="at">The place of the list.</param>
    /// <param name="signature">What is asked for.</param>
    /// <param name="options">How it is read.</param>
    public Tensor[] Rows(ReadOnlySpan<byte> text, int at, RestSignature signature, RestOptions options)
    {
        int inputs = signature.InputNames.Count;
        at = Walk.Enter(text, at);
        bool named = IsNamed(text, at);
        if (inputs > 1 && !named)
        {
            throw Fault(
                "instances is a plain list, but expecting list of objects as multiple input tensors required as per tensorinfo_map");
        }
        Start(signature, options);
        int row = 0;
        for (; text[at] != ']'; row++)
        {
            if (named != IsNamed(text, at))
            {
                throw Fault(named
                    ? $"Expecting object but got list at item {row} of input list"
                    : $"Expecting value/list but got object at item {row} of input list");
            }
            at = named ? NamedRow(text, at, row, signature, options.TfServingQuirks) : PlainRow(text, at, row, options.TfServingQuirks);
            at = Walk.Next(text, at);
        }
        var tensors = new Tensor[inputs];
        for (int i = 0; i < inputs; i++)
            tensors[i] = _columns[i].ToTensor(Batched(row, _columns[i].ItemShape));
        return tensors;
    }

    /// <summary>Makes tensors of columns.</summary>
    /// <inheritdoc cref="Rows" path="/param"/>
    public Tensor[] Columns(ReadOnlySpan<byte> text, int at, RestSignature signature, RestOptions options)
    {
        int inputs = signature.InputNames.Count;
        bool plain = !IsNamed(text, at);
        if (plain && inputs > 1)
        {
            throw Fault(
                "inputs is a plain value/list, but expecting an object as multiple input tensors required as per tensorinfo_map");
        }
        Start(signature, options);
        int[] places = plain ? [at] : Places(text, at, signature);
        var tensors = new Tensor[inputs];
        for (int i = 0; i < inputs; i++)
        {
            if (places[i] == 0)
                throw Fault($"Missing named input: {signature.Signature.Inputs[i].Name} in 'inputs' object.");
            _item.Read(text, places[i], _columns[i], options.TfServingQuirks);
            tensors[i] = _columns[i].ToTensor(new TensorShape(_item.Shape));
        }
        return tensors;
    }

    private static bool IsNamed(ReadOnlySpan<byte> text, int at) => text[at] == '{' && !Walk.IsBase64(text, at, out _);

    private static int[] Places(ReadOnlySpan<byte> text, int at, RestSignature signature)
    {
        int[] places = new int[signature.InputNames.Count];
        int guess = 0;
        for (at = Walk.Enter(text, at); text[at] != '}'; at = Walk.Next(text, Walk.Skip(text, at)))
        {
            ReadOnlySpan<byte> name = Walk.Name(text, ref at, out bool escaped);
            int input = signature.InputNames.Find(escaped ? Names.Plain(name) : name, guess);
            if (input >= 0 && places[input] == 0)
                places[input] = at;
            guess = input + 1;
        }
        return places;
    }

    private void Start(RestSignature signature, RestOptions options)
    {
        int inputs = signature.InputNames.Count;
        if (_columns.Length < inputs)
        {
            int before = _columns.Length;
            Array.Resize(ref _columns, inputs);
            for (int i = before; i < inputs; i++)
                _columns[i] = new Column();
            _order = new int[inputs];
        }
        for (int i = 0; i < inputs; i++)
        {
            _columns[i].Start(signature.Kind(i, options.TfServingQuirks), options.MemoryLimit);
            _order[i] = i;
        }
    }

    private int PlainRow(ReadOnlySpan<byte> text, int at, int row, bool quirks)
    {
        try
        {
            return Add(text, at, _columns[0], quirks);
        }
        catch (TfKeyedException fault) when (fault.Kind != ErrorKind.Limit)
        {
            throw Fault($"Failed to process element: {row} of 'instances' list. Error: {Status(fault)}: {fault.What}");
        }
    }

    private int NamedRow(ReadOnlySpan<byte> text, int at, int row, RestSignature signature, bool quirks)
    {
        int start = at;
        int known = 0;
        int position = 0;
        ReadOnlySpan<byte> name = default;
        bool isValue = false;
        try
        {
            for (at = Walk.Enter(text, at); text[at] != '}'; position++)
            {
                int input = Member(text, ref at, position, signature, out name);
                if (input < 0)
                    throw Failed(name, row, "INVALID_ARGUMENT", $"JSON object: does not have named input: {Names.Shown(name)}");
                Column column = _columns[input];
                bool again = column.Items > row;
                (int length, int texts) = (column.Length, column.Texts);
                isValue = true;
                at = Add(text, at, column, quirks);
                isValue = false;
                if (!again)
                    known++;
                else
                {
                    // The first of equal names wins; TF Serving takes all of them, and so shifts the rows that follow.
                    column.Items--;
                    if (!quirks)
                        column.Cut(length, texts);
                }
                at = Walk.Next(text, at);
            }
        }
        catch (TfKeyedException fault) when (isValue && fault.Kind != ErrorKind.Limit)
        {
            throw Failed(name, row, Status(fault), fault.What);
        }
        if (known < signature.InputNames.Count)
        {
            throw Fault(
                $"Failed to process element: {row} of 'instances' list. JSON object: {DebugText.Of(text, start)} keys must be equal to: {signature.Keys}");
        }
        return at + 1;
    }

    // The input that a member of a row names, or -1; goes on to the member's value.
    private int Member(ReadOnlySpan<byte> text, scoped ref int at, int position, RestSignature signature, out ReadOnlySpan<byte> name)
    {
        int input = position < signature.InputNames.Count ? _order[position] : 0;
        // As in the row before: then the name's end need not be looked for.
        if (signature.InputNames.TryPass(input, text, ref at))
        {
            name = signature.InputNames[input];
            return input;
        }
        name = Walk.Name(text, ref at, out bool escaped);
        if (escaped)
            name = Names.Plain(name);
        input = signature.InputNames.Find(name, input);
        if (input >= 0 && position < signature.InputNames.Count)
            _order[position] = input;
        return input;
    }

    private int Add(ReadOnlySpan<byte> text, int at, Column column, bool quirks)
    {
        // Most are single values, as in the row before. What is wrong with one is told below.
        if (column.IsSingle && text[at] != '[' && Leaf.Read(text, ref at, column, quirks) == Leaf.Result.Taken)
        {
            column.Items++;
            return at;
        }
        at = _item.Read(text, at, column, quirks);
        if (column.Items++ == 0)
            column.SetShape(_item.Shape, _item.Size);
        else if (column.ItemSize != _item.Size)
            throw Fault($"Expecting tensor size: {column.ItemSize} but got: {_item.Size}");
        else if (!column.ItemShape.SequenceEqual(_item.Shape))
            throw Fault($"Expecting shape {Shape(column.ItemShape)} but got: {Shape(_item.Shape)}");
        return at;
    }

    private static TensorShape Batched(int rows, ReadOnlySpan<long> item)
    {
        Span<long> shape = stackalloc long[item.Length + 1];
        shape[0] = rows;
        item.CopyTo(shape[1..]);
        return new TensorShape(shape);
    }

    private static string Shape(ReadOnlySpan<long> shape) => $"[{string.Join(',', shape.ToArray())}]";

    private static string Status(TfKeyedException fault) => fault is UnimplementedException ? "UNIMPLEMENTED" : "INVALID_ARGUMENT";

    private static TfKeyedException Failed(ReadOnlySpan<byte> name, int row, string status, string what) =>
        Fault($"Failed to process element: {row} key: {Names.Shown(name)} of 'instances' list. Error: {status}: {what}");

    private static TfKeyedException Fault(string what) => TfKeyedException.BadRequest(what);
}
