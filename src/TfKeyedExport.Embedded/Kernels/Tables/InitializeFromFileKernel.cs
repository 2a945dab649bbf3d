using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Runtime.Resources;
using TfKeyedExport.Errors;
using TfKeyedExport.SavedModels.Files;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Tables;

/// <summary>Fills a table from the lines of an asset: keys and values are the whole line, the line's number or a column.</summary>
internal sealed class InitializeFromFileKernel(KernelRequest request) : Kernel
{
    private const int WholeLine = -2;
    private const int LineNumber = -1;

    private readonly long _keyIndex = request.Attributes.Int("key_index");
    private readonly long _valueIndex = request.Attributes.Int("value_index");
    private readonly long _size = request.Attributes.Int("vocab_size", -1);
    private readonly long _offset = request.Attributes.Int("offset", 0);
    private readonly byte _delimiter = request.Attributes.Bytes("delimiter").Span is [byte only] ? only : (byte)'\t';

    public override void Run(KernelContext context)
    {
        LookupTable table = context.Table(0);
        if (context.Strings(1).Count != 1)
            throw context.ShapeError(1, "it must be the name of one file");
        string name = Encoding.UTF8.GetString(context.Strings(1)[0]);
        string path = context.Call.Host.AssetPath(name);
        long limit = context.Call.Host.Options.MemoryLimit, length = new FileInfo(path).Length;
        if (length > limit)
            throw TfKeyedException.Limit($"the asset has {length:N0} bytes, which is more than the memory limit", path, "raise the memory limit");
        using IMemoryOwner<byte> content = FileContent.Read(path);
        // Its text, numbers and places, and once more while they are put into the table.
        context.Call.Pool.ChargeCall(content.Memory.Length * 4L);
        var keys = new StringValuesBuilder();
        var values = new StringValuesBuilder();
        var keyNumbers = new List<long>();
        var valueNumbers = new List<double>();
        long line = 0;
        ReadOnlySpan<byte> rest = content.Memory.Span;
        while (!rest.IsEmpty && (_size < 0 || line < _size))
        {
            int end = rest.IndexOf((byte)'\n');
            ReadOnlySpan<byte> text = end < 0 ? rest : rest[..end];
            rest = end < 0 ? [] : rest[(end + 1)..];
            // TensorFlow leaves out carriage returns wherever they stand.
            if (text.Contains((byte)'\r'))
                text = text.ToArray().Where(b => b != '\r').ToArray();
            Add(table.KeyType, Field(text, _keyIndex, path), _keyIndex == LineNumber ? line + _offset : null, keys, keyNumbers, null, path);
            Add(table.ValueType, Field(text, _valueIndex, path), _valueIndex == LineNumber ? line + _offset : null, values, null, valueNumbers, path);
            line++;
        }
        if (_size >= 0 && line < _size)
            throw TfKeyedException.Unreadable($"the asset has {line} lines; the table wants {_size}", path);
        Insert(table, keys, values, keyNumbers, valueNumbers);
    }

    private static void Insert(LookupTable table, StringValuesBuilder keys, StringValuesBuilder values, List<long> keyNumbers, List<double> valueNumbers)
    {
        Tensor keyTensor = table.KeyType == DataType.String
            ? Tensor.FromStrings(new TensorShape(keys.Count), keys.ToValues())
            : table.KeyType == DataType.Int32 ? Tensor.From<int>([.. keyNumbers.Select(k => (int)k)]) : Tensor.From<long>([.. keyNumbers]);
        Tensor valueTensor = table.ValueType switch
        {
            DataType.String => Tensor.FromStrings(new TensorShape(values.Count), values.ToValues()),
            DataType.Float => Tensor.From<float>([.. valueNumbers.Select(v => (float)v)]),
            DataType.Double => Tensor.From<double>([.. valueNumbers]),
            DataType.Int32 => Tensor.From<int>([.. valueNumbers.Select(v => (int)v)]),
            _ => Tensor.From<long>([.. valueNumbers.Select(v => (long)v)]),
        };
        ConstantValue keyValue = ConstantValue.From(keyTensor), valueValue = ConstantValue.From(valueTensor);
        table.Initialize(keyValue.Value, valueValue.Value);
        GC.KeepAlive(keyValue);
        GC.KeepAlive(valueValue);
    }

    private ReadOnlySpan<byte> Field(ReadOnlySpan<byte> line, long index, string path)
    {
        if (index is WholeLine or LineNumber)
            return line;
        for (long column = 0; ; column++)
        {
            int end = line.IndexOf(_delimiter);
            if (column == index)
                return end < 0 ? line : line[..end];
            if (end < 0)
                throw TfKeyedException.Unreadable($"a line has no column {index}", path);
            line = line[(end + 1)..];
        }
    }

    private static void Add(
        DataType type, ReadOnlySpan<byte> text, long? number, StringValuesBuilder strings, List<long>? integers, List<double>? numbers, string path)
    {
        if (type == DataType.String)
        {
            strings.Add(number is { } n ? Encoding.ASCII.GetBytes(n.ToString(CultureInfo.InvariantCulture)) : text);
            return;
        }
        if (integers is not null)
        {
            if (number is null && !(Utf8Parser.TryParse(text, out long parsed, out int used) && used == text.Length && Set(parsed, out number)))
                throw TfKeyedException.Unreadable($"'{Encoding.UTF8.GetString(text)}' is not a number", path);
            integers.Add(number!.Value);
            return;
        }
        double value = number ?? 0;
        if (number is null && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            throw TfKeyedException.Unreadable($"'{Encoding.UTF8.GetString(text)}' is not a number", path);
        numbers!.Add(value);
    }

    private static bool Set(long value, out long? number)
    {
        number = value;
        return true;
    }
}
