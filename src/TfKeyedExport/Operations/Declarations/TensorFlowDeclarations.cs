using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;
using TfKeyedExport.Protos;
using TfKeyedExport.Protos.Wire;

namespace TfKeyedExport.Operations.Declarations;

/// <summary>What TensorFlow's own operations take, give and default to: all of them. What a model says of one of these counts for nothing.</summary>
/// <remarks>One is found by a binary search in the assembly's own memory, so that a program that looks up a few pays for a few.</remarks>
internal static unsafe class TensorFlowDeclarations
{
    private const string Where = "the catalogue of operations";
    private static readonly ConcurrentDictionary<string, OpDef?> Parsed = new(StringComparer.Ordinal);
    private static readonly UnmanagedMemoryStream Resource = Open();
    private static readonly byte* Start = Resource.PositionPointer;
    private static readonly int Length = checked((int)Resource.Length);

    private static int Count => BinaryPrimitives.ReadInt32LittleEndian(File);

    private static ReadOnlySpan<byte> File => new(Start, Length);

    /// <summary>The declaration of an operation; null if it is not one of TensorFlow's.</summary>
    public static OpDef? Find(string op)
    {
        if (Parsed.TryGetValue(op, out OpDef? declaration))
            return declaration;
        int number = Find(Encoding.UTF8.GetBytes(op));
        // Names that are not in the catalogue are not kept: a model can make up any number of them.
        return number < 0 ? null : Parsed.GetOrAdd(op, ProtoFile.Parse(OpDef.Parser, Declaration(number), Where));
    }

    private static int Find(ReadOnlySpan<byte> name)
    {
        int low = 0, high = Count - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            int order = Name(middle).SequenceCompareTo(name);
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }
        return -1;
    }

    // How the file is laid out: see scripts/op-declarations.py, which writes it.
    private static ReadOnlySpan<byte> Declaration(int number)
    {
        int table = sizeof(int), data = table + ((Count + 1) * sizeof(int));
        int start = BinaryPrimitives.ReadInt32LittleEndian(File[(table + (number * sizeof(int)))..]);
        int end = BinaryPrimitives.ReadInt32LittleEndian(File[(table + ((number + 1) * sizeof(int)))..]);
        return File[(data + start)..(data + end)];
    }

    // The name is the first field, and no name is longer than 127 bytes.
    private static ReadOnlySpan<byte> Name(int number)
    {
        ReadOnlySpan<byte> declaration = Declaration(number);
        return declaration.Slice(2, declaration[1]);
    }

    private static UnmanagedMemoryStream Open() =>
        typeof(TensorFlowDeclarations).Assembly.GetManifestResourceStream("OpDeclarations.bin") as UnmanagedMemoryStream
        ?? throw new InvalidOperationException("the op declarations are not in the assembly");
}
