using System.Text;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Text;
using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Parsing;

/// <summary><c>DecodeCSV</c>: the fields of each record, one output a field.</summary>
internal sealed class DecodeCsvKernel : Kernel
{
    private readonly CsvFields _format;
    private readonly byte[] _missing;

    public DecodeCsvKernel(KernelRequest request)
    {
        string delimiter = request.Attributes.Text("field_delim");
        if (delimiter.Length != 1 || delimiter[0] > 0x7F)
            throw request.Unsupported("field_delim must be one character");
        long[] columns = [.. request.Attributes.Ints("select_cols")];
        for (int i = 0; i < columns.Length; i++)
        {
            if (columns[i] < 0 || (i > 0 && columns[i] <= columns[i - 1]))
                throw request.Unsupported("select_cols must grow");
        }
        _format = new CsvFields((byte)delimiter[0], request.Attributes.Bool("use_quote_delim", true), columns);
        _missing = Encoding.UTF8.GetBytes(request.Attributes.Text("na_value"));
    }

    public override void Run(KernelContext context)
    {
        Value records = context.Input(0);
        int fields = context.OutputCount;
        for (int f = 0; f < fields; f++)
        {
            Value given = context.Input(1 + f);
            if (given.Rank > 1 || given.Count > 1)
                throw context.ShapeError(1 + f, "a default must be one element, or none");
            if (context.OutputType(f) == DataType.String)
                context.AllocateStrings(f, records.Shape);
            else
                context.Allocate(f, records.Shape);
        }
        StringBuffer field = context.Call.Pool.RentStrings();
        field.AddReference();
        try
        {
            for (int i = 0; i < records.Count; i++)
            {
                field.Begin(fields);
                _format.Split(records.Strings[i], field);
                if (field.Count != fields)
                    throw KernelContext.Error($"Expect {fields} fields but have {field.Count} in record {i}");
                for (int f = 0; f < fields; f++)
                    Put(context, f, i, field[f]);
            }
        }
        finally
        {
            field.Release();
        }
    }

    private void Put(KernelContext context, int field, int record, ReadOnlySpan<byte> text)
    {
        Value given = context.Input(1 + field), output = context.Output(field);
        bool isMissing = text.IsEmpty || text.SequenceEqual(_missing);
        if (isMissing && given.Count == 0)
            throw KernelContext.Error($"Field {field} is required but missing in record {record}!");
        switch (output.Type)
        {
            case DataType.String:
                output.Strings.Add(isMissing ? given.Strings[0] : text);
                break;
            case DataType.Float:
                float single = 0;
                Check(isMissing || NumberText.TrySingle(text, out single), field, record, "float", text);
                output.Span<float>()[record] = isMissing ? given.Scalar<float>() : single;
                break;
            case DataType.Double:
                double wide = 0;
                Check(isMissing || NumberText.TryDouble(text, out wide), field, record, "double", text);
                output.Span<double>()[record] = isMissing ? given.Scalar<double>() : wide;
                break;
            case DataType.Int32:
                long small = 0;
                Check(isMissing || (NumberText.TryInteger(text, out small) && small == (int)small), field, record, "int32", text);
                output.Span<int>()[record] = isMissing ? given.Scalar<int>() : (int)small;
                break;
            case DataType.Int64:
                long whole = 0;
                Check(isMissing || NumberText.TryInteger(text, out whole), field, record, "int64", text);
                output.Span<long>()[record] = isMissing ? given.Scalar<long>() : whole;
                break;
            default:
                throw KernelContext.Error($"fields cannot become {output.Type.Name()}");
        }
    }

    private static void Check(bool read, int field, int record, string type, ReadOnlySpan<byte> text)
    {
        if (!read)
            throw Wrong(field, record, type, text);
    }

    private static TfKeyedException Wrong(int field, int record, string type, ReadOnlySpan<byte> text) =>
        KernelContext.Error($"Field {field} in record {record} is not a valid {type}: {Encoding.UTF8.GetString(text)}");
}
