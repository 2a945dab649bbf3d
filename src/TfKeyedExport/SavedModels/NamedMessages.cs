using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using TfKeyedExport.Errors;
using TfKeyedExport.Protos.Wire;

namespace TfKeyedExport.SavedModels;

/// <summary>Serialized messages with names: listed and found without parsing any, parsed one at a time when asked for, and then kept.</summary>
/// <remarks>Safe for many threads. It sees the messages as they were when it was made.</remarks>
internal sealed class NamedMessages<T> : IReadOnlyList<T>
    where T : class, IMessage<T>
{
    private readonly ByteString[] _serialized;
    private readonly string[] _names;
    private readonly T?[] _parsed;
    private readonly Dictionary<string, int> _positions;
    private readonly MessageParser<T> _parser;
    private readonly string _kind;
    private readonly string _where;

    /// <summary>Reads the names.</summary>
    /// <param name="messages">The serialized messages.</param>
    /// <param name="parser">Parses one.</param>
    /// <param name="name">Finds the name in a serialized message; the second argument says where, for errors.</param>
    /// <param name="kind">What a message is, for errors: <c>node</c>.</param>
    /// <param name="where">The file, for errors.</param>
    /// <exception cref="TfKeyedException">A message is damaged, or two have the same name.</exception>
    public NamedMessages(IReadOnlyList<ByteString> messages, MessageParser<T> parser, Func<ByteString, string, string> name, string kind, string where)
    {
        _serialized = [.. messages];
        _names = new string[_serialized.Length];
        _parsed = new T?[_serialized.Length];
        _positions = new Dictionary<string, int>(_serialized.Length, StringComparer.Ordinal);
        _parser = parser;
        _kind = kind;
        _where = where;
        for (int i = 0; i < _serialized.Length; i++)
        {
            _names[i] = name(_serialized[i], where);
            if (!_positions.TryAdd(_names[i], i))
                throw TfKeyedException.Unreadable($"two {kind}s are named '{_names[i]}'", where, "Export the model again");
        }
    }

    /// <summary>The names, in the file's order.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <inheritdoc/>
    public int Count => _serialized.Length;

    /// <inheritdoc/>
    public T this[int index] => Volatile.Read(ref _parsed[index]) ?? Parse(index);

    /// <summary>The message of that name, or null.</summary>
    public T? Find(string name) => _positions.TryGetValue(name, out int index) ? this[index] : null;

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator()
    {
        for (int i = 0; i < Count; i++)
            yield return this[i];
    }

    [ExcludeFromCodeCoverage]
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private T Parse(int index)
    {
        T message = ProtoFile.Parse(_parser, _serialized[index].Span, $"{_where}, {_kind} '{_names[index]}'");
        return Interlocked.CompareExchange(ref _parsed[index], message, null) ?? message;
    }
}
