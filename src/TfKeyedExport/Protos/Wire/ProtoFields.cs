namespace TfKeyedExport.Protos.Wire;

/// <summary>Walks the fields of a serialized message in place, without parsing what they hold.</summary>
/// <example>
/// <code>
/// var fields = new ProtoFields(message);
/// while (fields.Next())
///     if (fields.Number == 1) name = fields.Bytes;
/// if (fields.IsDamaged) ...
/// </code>
/// </example>
internal ref struct ProtoFields(ReadOnlySpan<byte> message)
{
    private const int VarintType = 0;
    private const int Fixed64Type = 1;
    private const int BytesType = 2;
    private const int Fixed32Type = 5;

    private readonly int _length = message.Length;
    private ReadOnlySpan<byte> _rest = message;

    /// <summary>
    /// The current field's number if it has a length, as strings, bytes and messages do; 0 of every other field: parsers pass over a
    /// field that is not written as its declaration says, and who takes it for the declared one reads another model than they do.
    /// </summary>
    public int Number { get; private set; }

    /// <summary>The current field's number, however it is written.</summary>
    public int AnyNumber { get; private set; }

    /// <summary>The content of a field with a length: a string, bytes or a message. Empty for every other field.</summary>
    public ReadOnlySpan<byte> Bytes { get; private set; }

    /// <summary>The content of a field that is a varint: a whole number, a truth value or an enumeration's. 0 of every other field.</summary>
    public ulong Varint { get; private set; }

    /// <summary>Where <see cref="Bytes"/> begins in the message.</summary>
    public int Start { get; private set; }

    /// <summary>Where the current field ends in the message.</summary>
    public int End => _length - _rest.Length;

    /// <summary>Whether the walk ended because the message is broken.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>Goes to the next field; false at the end and where the message is broken.</summary>
    public bool Next()
    {
        if (_rest.IsEmpty || IsDamaged)
            return false;
        if (!ProtoScanner.TryReadVarint(ref _rest, out ulong tag) || tag >> 3 == 0 || tag > uint.MaxValue || !TryReadContent((int)(tag & 7)))
        {
            IsDamaged = true;
            return false;
        }
        AnyNumber = (int)(tag >> 3);
        Number = (tag & 7) == BytesType ? AnyNumber : 0;
        return true;
    }

    private bool TryReadContent(int type)
    {
        Bytes = default;
        Varint = 0;
        int size = type == Fixed32Type ? sizeof(int) : sizeof(long);
        switch (type)
        {
            case VarintType:
                bool isRead = ProtoScanner.TryReadVarint(ref _rest, out ulong number);
                Varint = number;
                return isRead;
            case BytesType:
                if (!ProtoScanner.TryReadVarint(ref _rest, out ulong length) || length > (ulong)_rest.Length)
                    return false;
                Start = _length - _rest.Length;
                Bytes = _rest[..(int)length];
                _rest = _rest[(int)length..];
                return true;
            case Fixed32Type or Fixed64Type when _rest.Length >= size:
                _rest = _rest[size..];
                return true;
            default:
                return false;
        }
    }
}
