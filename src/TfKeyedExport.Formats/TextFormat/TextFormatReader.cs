using System.Text;

namespace TfKeyedExport.Formats.TextFormat;

/// <summary>
/// Reads protobuf's text format without knowing the message's type: comments, both kinds of braces, lists, strings that stand together. Whoever asks
/// the tree for fields holds names and types against the type that it should have.
/// </summary>
internal ref struct TextFormatReader
{
    private readonly TextFormatLimits _limits;
    private readonly Stack<OpenMessage> _open = new();
    private TextCursor _cursor;
    private int _fields;

    private TextFormatReader(ReadOnlySpan<byte> text, TextFormatLimits limits)
    {
        _cursor = new TextCursor(text);
        _limits = limits;
    }

    /// <summary>Reads a text.</summary>
    /// <param name="text">UTF-8, with or without a byte order mark.</param>
    /// <param name="limits">How large it may be; null for the usual ones.</param>
    /// <returns>The outermost message.</returns>
    /// <exception cref="TextFormatException">It is no such text, or goes beyond a limit.</exception>
    public static TextMessage Read(ReadOnlySpan<byte> text, TextFormatLimits? limits = null)
    {
        limits ??= TextFormatLimits.Default;
        if (text.Length > limits.Bytes)
            throw new TextFormatException($"the text has {text.Length} bytes, and at most {limits.Bytes} are read", new TextPosition(1, 1), "write less");
        ReadOnlySpan<byte> mark = Encoding.UTF8.Preamble;
        return new TextFormatReader(text.StartsWith(mark) ? text[mark.Length..] : text, limits).ReadAll();
    }

    // Messages within one another are a list of ours, not calls within calls: no text can use up the stack.
    private TextMessage ReadAll()
    {
        var root = new OpenMessage(new TextField { Name = "", Position = default }, '\0');
        _open.Push(root);
        while (true)
        {
            _cursor.SkipBlanks();
            OpenMessage top = _open.Peek();
            if (_cursor.IsAtEnd)
            {
                return _open.Count == 1
                    ? new TextMessage(root.Fields)
                    : throw new TextFormatException($"the message {top.Field.Name} is not closed", top.Field.Position, $"close it with {top.Close}");
            }
            if (_cursor.Current is (byte)'}' or (byte)'>')
                CloseMessage(top);
            else
                ReadField(top);
        }
    }

    private void CloseMessage(OpenMessage top)
    {
        if (_open.Count == 1)
            throw _cursor.Wrong($"{_cursor.Here()} closes nothing", "take it away, or open a message before it");
        if (_cursor.Current != top.Close)
        {
            throw _cursor.Wrong(
                $"{_cursor.Here()} does not close the message {top.Field.Name} of line {top.Field.Position.Line}", $"close it with {top.Close}");
        }
        _cursor.Take();
        _open.Pop();
        Add(_open.Peek(), top.Field with { Message = new TextMessage(top.Fields) });
        if (!top.Field.InList || EndOfList())
            SkipSeparator();
        else if (!OpensMessage(top.Field))
        {
            throw _cursor.Wrong(
                $"another message of {top.Field.Name} is expected, and there is {_cursor.Here()}", "a list has messages only, or single values only");
        }
    }

    private void ReadField(OpenMessage into)
    {
        TextField field = ReadName();
        _cursor.SkipBlanks();
        bool colon = _cursor.TakeIf(':');
        _cursor.SkipBlanks();
        if (OpensMessage(field))
            return;
        if (_cursor.Current == '[')
        {
            ReadList(into, field with { InList = true }, colon);
            return;
        }
        if (!colon)
            throw _cursor.Wrong($"':' or '{{' is expected behind {field.Name}, and there is {_cursor.Here()}", $"write {field.Name}: VALUE");
        Add(into, field with { Scalar = ScalarParser.Read(ref _cursor, field.Name) });
        SkipSeparator();
    }

    private void ReadList(OpenMessage into, TextField field, bool colon)
    {
        _cursor.Take();
        _cursor.SkipBlanks();
        if (_cursor.TakeIf(']'))
        {
            Add(into, field);
            SkipSeparator();
            return;
        }
        if (OpensMessage(field))
            return;
        if (!colon)
            throw new TextFormatException($"':' is missing between {field.Name} and its list", field.Position, $"write {field.Name}: [VALUE, VALUE]");
        do
        {
            _cursor.SkipBlanks();
            Add(into, field with { Scalar = ScalarParser.Read(ref _cursor, field.Name) });
        }
        while (!EndOfList());
        SkipSeparator();
    }

    // Goes over what follows an element, up to the next.
    private bool EndOfList()
    {
        _cursor.SkipBlanks();
        if (_cursor.TakeIf(']'))
            return true;
        if (!_cursor.TakeIf(','))
            throw _cursor.Wrong($"',' or ']' is expected, and there is {_cursor.Here()}", "write a list as [VALUE, VALUE]");
        _cursor.SkipBlanks();
        return false;
    }

    private bool OpensMessage(TextField field)
    {
        char close = (char)_cursor.Current switch { '{' => '}', '<' => '>', _ => '\0' };
        if (close == '\0')
            return false;
        if (_open.Count > _limits.Depth)
            throw _cursor.Wrong($"more than {_limits.Depth} messages stand within one another", "none of the messages read here is that deep");
        _cursor.Take();
        _open.Push(new OpenMessage(field, close));
        return true;
    }

    private TextField ReadName()
    {
        TextPosition position = _cursor.Position;
        if (ScalarParser.StartsWord(_cursor.Current))
            return new TextField { Name = ScalarParser.Word(ref _cursor), Position = position };
        if (!_cursor.TakeIf('['))
            throw _cursor.Wrong($"the name of a field is expected, and there is {_cursor.Here()}", "write NAME: VALUE, or NAME { ... }");
        int start = _cursor.Offset;
        while (ScalarParser.StartsWord(_cursor.Current) || _cursor.Current is (>= (byte)'0' and <= (byte)'9') or (byte)'.' or (byte)'/' or (byte)'-')
            _cursor.Take();
        string name = Encoding.ASCII.GetString(_cursor.Since(start));
        if (name.Length == 0 || !_cursor.TakeIf(']'))
            throw new TextFormatException("what stands in brackets is no type's name", position, "write [type.googleapis.com/PACKAGE.NAME]");
        return new TextField { Name = name, Position = position, IsBracketed = true };
    }

    private void SkipSeparator()
    {
        _cursor.SkipBlanks();
        if (!_cursor.TakeIf(','))
            _cursor.TakeIf(';');
    }

    private void Add(OpenMessage into, TextField field)
    {
        if (++_fields > _limits.Fields)
            throw new TextFormatException($"there are more than {_limits.Fields} fields", field.Position, "write less");
        into.Fields.Add(field);
    }

    private readonly record struct OpenMessage(TextField Field, char Close)
    {
        public List<TextField> Fields { get; } = [];
    }
}
