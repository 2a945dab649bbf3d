using TfKeyedExport.Errors;
using TfKeyedExport.Formats.Rest.Syntax;
using TfKeyedExport.Formats.Rest.Values;

namespace TfKeyedExport.Formats.Rest.Examples;

/// <summary>Makes serialized <c>tf.Example</c>s of JSON objects; whole numbers are int64 values, those with a point floats, texts bytes.</summary>
internal sealed class ExampleReader : IDisposable
{
    private const int Bytes = 1;
    private const int Floats = 2;
    private const int Integers = 3;

    private static readonly string[] Lists = ["UNKNOWN", "bytes", "float", "int64"];

    private readonly FeatureBytes _features = new();
    private readonly FeatureBytes _values = new();
    private readonly bool _loose;
    private int _list;

    /// <summary>Begins.</summary>
    /// <param name="loose">Whether numbers are read as loosely as TF Serving does.</param>
    public ExampleReader(bool loose) => _loose = loose;

    /// <summary>Reads one example.</summary>
    /// <param name="text">The body.</param>
    /// <param name="at">Its place.</param>
    /// <returns>The features' message; it lasts until the next call.</returns>
    /// <exception cref="TfKeyedException">It is no example; the words are TF Serving's.</exception>
    public ReadOnlySpan<byte> Read(ReadOnlySpan<byte> text, int at)
    {
        if (text[at] != '{')
            throw TfKeyedException.BadRequest($"Example must be JSON object but got JSON {ValueKinds.Name(text[at])}");
        _features.Clear();
        for (at = Walk.Enter(text, at); text[at] != '}'; at = Walk.Next(text, at))
        {
            ReadOnlySpan<byte> name = Walk.Name(text, ref at, out bool escaped);
            if (escaped)
                name = Names.Plain(name);
            _values.Clear();
            _list = 0;
            if (text[at] == '[')
            {
                int item = Walk.Enter(text, at);
                while (text[item] != ']')
                {
                    AddValue(text, ref item, name);
                    item = Walk.Next(text, item);
                }
                at = item + 1;
            }
            else
            {
                AddValue(text, ref at, name);
            }
            AddFeature(name);
        }
        return _features.Written;
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        _features.Dispose();
        _values.Dispose();
    }

    private void AddValue(ReadOnlySpan<byte> text, ref int at, ReadOnlySpan<byte> name)
    {
        switch (text[at])
        {
            case (byte)'t' or (byte)'f':
                Become(Integers, name);
                _values.AddNumber(text[at] == 't' ? 1UL : 0);
                at = Walk.Skip(text, at);
                break;
            case (byte)'"':
                Become(Bytes, name);
                AddText(text, ref at);
                break;
            case (byte)'{' when Walk.IsBase64(text, at, out int encoded):
                Become(Bytes, name);
                AddBase64(text, encoded);
                at = Walk.Skip(text, at);
                break;
            case (byte)'{' or (byte)'[' or (byte)'n':
                throw Fault(name, $"has element with unexpected JSON type: {ValueKinds.Name(text[at])}");
            default:
                AddNumber(NumberReader.Read(text, ref at, _loose), name);
                break;
        }
    }

    private void AddNumber(JsonNumber number, ReadOnlySpan<byte> name)
    {
        Become(number.IsWhole ? Integers : Floats, name);
        if (!number.IsWhole)
            _values.AddFloat((float)number.Value);
        else if (number.IsWithin(long.MinValue, long.MaxValue))
            _values.AddNumber(number.Bits);
        else
            throw Fault(name, "has uint64_t element. Only int64_t is supported.");
    }

    private void AddText(ReadOnlySpan<byte> text, ref int at)
    {
        int start = at + 1;
        int end = StringSyntax.End(text, start, out bool escaped);
        ReadOnlySpan<byte> value = escaped ? Names.Plain(text[start..end]) : text[start..end];
        _values.AddField(1, value);
        at = end + 1;
    }

    private void AddBase64(ReadOnlySpan<byte> text, int encoded)
    {
        int start = encoded + 1;
        int end = StringSyntax.End(text, start, out bool escaped);
        ReadOnlySpan<byte> letters = escaped ? Names.Plain(text[start..end]) : text[start..end];
        byte[] bytes = new byte[letters.Length + 3];
        if (!Base64Text.TryDecode(letters, bytes, out int written))
            throw TfKeyedException.BadRequest("Unable to base64 decode");
        _values.AddField(1, bytes.AsSpan(0, written));
    }

    private void Become(int list, ReadOnlySpan<byte> name)
    {
        if (_list != 0 && _list != list)
        {
            throw TfKeyedException.BadRequest(
                $"Unexpected element type in feature: {Names.Shown(name)} expecting type: {Lists[_list]}");
        }
        _list = list;
    }

    // An entry of the map: the name, and the feature with its list, whose numbers are packed.
    private void AddFeature(ReadOnlySpan<byte> name)
    {
        int packed = _list is Floats or Integers ? FeatureBytes.HeadSize(_values.Length) : 0;
        int list = packed + _values.Length;
        int feature = _list == 0 ? 0 : FeatureBytes.HeadSize(list) + list;
        _features.AddHead(1, FeatureBytes.HeadSize(name.Length) + name.Length + FeatureBytes.HeadSize(feature) + feature);
        _features.AddField(1, name);
        _features.AddHead(2, feature);
        if (_list == 0)
            return;
        _features.AddHead(_list, list);
        if (packed > 0)
            _features.AddHead(1, _values.Length);
        _features.Add(_values.Written);
    }

    private static TfKeyedException Fault(ReadOnlySpan<byte> name, string what) =>
        TfKeyedException.BadRequest($"Feature: {Names.Shown(name)} {what}");
}
