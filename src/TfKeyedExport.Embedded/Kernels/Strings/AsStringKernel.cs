using System.Globalization;
using System.Numerics;
using System.Text;
using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Text;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels.Strings;

/// <summary>Elements as text.</summary>
internal sealed class AsStringKernel : Kernel
{
    private readonly DataType _type;
    private readonly PrintFormat _format;
    private readonly bool _isPlain;

    public AsStringKernel(KernelRequest request)
    {
        _type = request.InputType(0);
        long precision = request.Attributes.Int("precision", -1), width = request.Attributes.Int("width", -1);
        bool scientific = request.Attributes.Bool("scientific", false), shortest = request.Attributes.Bool("shortest", false);
        string fill = request.Attributes.TryGet("fill", out Protos.AttrValue? value) ? value.S.ToStringUtf8() : "";
        bool isNumber = _type.IsFloating() || _type is DataType.Complex64 or DataType.Complex128;
        if (!isNumber && (scientific || shortest))
            throw request.Unsupported($"scientific and shortest format not supported for datatype {_type.Name()}");
        if (!isNumber && precision >= 0)
            throw request.Unsupported($"precision not supported for datatype {_type.Name()}");
        if (scientific && shortest)
            throw request.Unsupported("Cannot select both scientific and shortest notation");
        if (fill.Length > 1)
            throw request.Unsupported("Fill string must be one or fewer characters");
        if (fill is not ("" or " " or "+" or "-" or "0" or "#"))
            throw request.Unsupported($"Fill argument not supported: \"{fill}\"");
        const int Widest = 1_000_000;
        if (precision > Widest || width > Widest)
            throw request.Unsupported("more than a million characters are asked for a number");
        FloatNotation notation = scientific ? FloatNotation.Scientific : shortest ? FloatNotation.Shortest : FloatNotation.Fixed;
        _format = new PrintFormat(fill.Length == 0 ? '\0' : fill[0], (int)Math.Max(width, -1), (int)Math.Max(precision, -1), notation);
        _isPlain = fill.Length == 0 && width < 0;
    }

    public override void Run(KernelContext context)
    {
        Value input = context.Input(0);
        if (_type == DataType.String)
        {
            Strings(context, input);
            return;
        }
        StringBuffer target = context.AllocateStrings(0, input.Shape);
        for (int i = 0; i < input.Count; i++)
        {
            switch (_type)
            {
                case DataType.Int64:
                    Integer(target, input.Span<long>()[i]);
                    break;
                case DataType.Int32:
                    Integer(target, input.Span<int>()[i]);
                    break;
                case DataType.Int16:
                    Integer(target, input.Span<short>()[i]);
                    break;
                case DataType.Int8:
                    Integer(target, input.Span<sbyte>()[i]);
                    break;
                case DataType.Uint64:
                    Integer(target, input.Span<ulong>()[i]);
                    break;
                case DataType.Uint32:
                    Integer(target, input.Span<uint>()[i]);
                    break;
                case DataType.Uint16:
                    Integer(target, input.Span<ushort>()[i]);
                    break;
                case DataType.Uint8:
                    Integer(target, input.Span<byte>()[i]);
                    break;
                default:
                    target.Add(Encoding.ASCII.GetBytes(Other(input, i)));
                    break;
            }
        }
    }

    private void Strings(KernelContext context, Value input)
    {
        if (_format.Width <= 0)
        {
            context.Forward(0, 0);
            return;
        }
        StringBuffer source = input.Strings, target = context.AllocateStrings(0, input.Shape);
        for (int i = 0; i < input.Count; i++)
        {
            ReadOnlySpan<byte> text = source[i];
            Span<byte> room = target.Extend(Math.Max(text.Length, _format.Width));
            room.Fill((byte)' ');
            text.CopyTo(_format.Flag == '-' ? room : room[(room.Length - text.Length)..]);
        }
    }

    private void Integer<T>(StringBuffer target, T value)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (_isPlain)
        {
            Span<byte> digits = stackalloc byte[24];
            value.TryFormat(digits, out int length, default, CultureInfo.InvariantCulture);
            target.Add(digits[..length]);
            return;
        }
        string text = value.ToString(null, CultureInfo.InvariantCulture);
        bool negative = text[0] == '-';
        bool signed = T.IsNegative(T.Zero - T.One);
        // C knows no sign for unsigned numbers: the flags for one do nothing.
        PrintFormat format = signed || _format.Flag is not ('+' or ' ') ? _format : _format with { Flag = '\0' };
        target.Add(Encoding.ASCII.GetBytes(format.Integer(negative ? text[1..] : text, negative)));
    }

    private string Other(Value input, int i) => _type switch
    {
        DataType.Bool => input.Span<bool>()[i] ? "true" : "false",
        DataType.Float => _format.Number(input.Span<float>()[i]),
        DataType.Double => _format.Number(input.Span<double>()[i]),
        DataType.Half => _format.Number((double)input.Span<Half>()[i]),
        DataType.Bfloat16 => _format.Number((float)input.Span<BFloat16>()[i]),
        DataType.Complex64 => $"({_format.Number(input.Span<Complex64>()[i].Real)},{_format.Number(input.Span<Complex64>()[i].Imaginary)})",
        _ => $"({_format.Number(input.Span<Complex>()[i].Real)},{_format.Number(input.Span<Complex>()[i].Imaginary)})",
    };
}
