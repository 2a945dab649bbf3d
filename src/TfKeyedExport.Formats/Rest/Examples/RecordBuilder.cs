using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Formats.Rest.Examples;

/// <summary>Puts examples behind what they have in common: messages that follow each other are merged by whoever reads them.</summary>
/// <param name="context">The serialized context.</param>
/// <param name="memoryLimit">The most bytes of all records.</param>
internal sealed class RecordBuilder(byte[] context, long memoryLimit)
{
    private readonly StringValuesBuilder _records = new();
    private byte[] _record = [.. context];
    private long _total;

    /// <summary>Adds an example.</summary>
    /// <param name="features">Its features' message.</param>
    public void Add(ReadOnlySpan<byte> features)
    {
        int head = features.IsEmpty ? 0 : FeatureBytes.HeadSize(features.Length);
        int length = context.Length + head + features.Length;
        // The builder doubles its memory as it grows, and the tensor keeps it.
        _total += length;
        if (_total > memoryLimit / 3 || _total > Array.MaxLength)
        {
            throw TfKeyedException.Limit(
                $"the request's examples take more than the memory limit of {memoryLimit >> 20} MiB", null,
                "send fewer examples a request, or raise the limit with --memory-limit BYTES");
        }
        if (_record.Length < length)
            Array.Resize(ref _record, length * 2);
        int at = context.Length;
        if (head > 0)
        {
            _record[at++] = 1 << 3 | 2;
            for (uint rest = (uint)features.Length; ; rest >>= 7)
            {
                _record[at++] = (byte)(rest < 0x80 ? rest : rest | 0x80);
                if (rest < 0x80)
                    break;
            }
            features.CopyTo(_record.AsSpan(at));
        }
        _records.Add(_record.AsSpan(0, length));
    }

    /// <summary>The records as a tensor of one dimension.</summary>
    public Tensor ToTensor() => Tensor.FromStrings(new TensorShape(_records.Count), _records.ToValues());
}
