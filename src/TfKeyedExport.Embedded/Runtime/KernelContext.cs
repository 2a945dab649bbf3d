using System.Runtime.CompilerServices;
using TfKeyedExport.Embedded.Numerics;
using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Runtime;

/// <summary>What a kernel sees while it runs: its inputs and outputs, and the call that it is part of.</summary>
internal sealed class KernelContext
{
    private readonly Value[] _values;
    private PlanStep _step;

    public KernelContext(ExecutionContext call, Value[] values)
    {
        Call = call;
        _values = values;
        _step = PlanStep.None;
    }

    /// <summary>The call: memory, cancellation, the host's variables and tables.</summary>
    public ExecutionContext Call { get; }

    /// <summary>The number of inputs.</summary>
    public int InputCount => _step.Inputs.Length;

    /// <summary>The number of outputs.</summary>
    public int OutputCount => _step.Outputs.Length;

    /// <summary>An input. Never write to it; see <see cref="AllocateOver{T}"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Value Input(int index) => _values[_step.Inputs[index]];

    /// <summary>An output, to be filled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Value Output(int index) => _values[_step.Outputs[index]];

    /// <summary>The elements of an input.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<T> Span<T>(int input)
        where T : unmanaged => Input(input).Span<T>();

    /// <summary>The strings of an input.</summary>
    public StringBuffer Strings(int input) => Input(input).Strings;

    /// <summary>An int32 or int64 input of any shape, as long; one element.</summary>
    /// <exception cref="TfKeyedException">The input has no such element, or is of another type.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public unsafe long Integer(int input, int element = 0)
    {
        Value value = Input(input);
        if ((uint)element >= (uint)value.Count)
            throw NoNumber(input, element);
        return value.Type == DataType.Int32 ? value.Pointer<int>()[element] : value.Pointer<long>()[element];
    }

    /// <summary>Whether nobody reads an input after this step.</summary>
    public bool IsLastUse(int input) => _step.IsLastUse[input];

    /// <summary>The type that an output has by the graph.</summary>
    public DataType OutputType(int output) => _step.OutputTypes[output];

    /// <summary>Makes room for an output; the elements' content is undefined until written.</summary>
    public Span<T> Allocate<T>(int output, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        Value value = Output(output);
        value.Allocate(_step.OutputTypes[output], shape, Call.Pool);
        return value.Span<T>();
    }

    /// <summary>Makes room for an output without naming its .NET type.</summary>
    public Value Allocate(int output, params ReadOnlySpan<long> shape)
    {
        Value value = Output(output);
        value.Allocate(_step.OutputTypes[output], shape, Call.Pool);
        return value;
    }

    /// <summary>
    /// Makes room for an output in the shape of an input. If nobody reads that input afterwards and the elements have the same size, its memory
    /// is used: write an element only after reading the same element of the inputs.
    /// </summary>
    public Span<T> AllocateOver<T>(int output, int input)
        where T : unmanaged
    {
        Value from = Input(input);
        Value to = Output(output);
        DataType type = _step.OutputTypes[output];
        if (_step.IsLastUse[input] && from.OwnsBuffer && from.ElementSize == to.SizeOf(type))
        {
            to.TakeOver(from, type);
        }
        else
        {
            to.Allocate(type, from.Shape, Call.Pool);
        }
        return to.Span<T>();
    }

    /// <summary>Makes room for an output of strings; add them in row-major order, exactly as many as the shape holds.</summary>
    public StringBuffer AllocateStrings(int output, params ReadOnlySpan<long> shape) => Output(output).AllocateStrings(shape, Call.Pool);

    /// <summary>Gives an input's elements as an output, without copying.</summary>
    public void Forward(int output, int input)
    {
        Value from = Input(input);
        Value to = Output(output);
        if (_step.IsLastUse[input] && from.OwnsBuffer)
            to.TakeOver(from);
        else
            to.Share(from);
    }

    /// <summary>Gives an input's elements as an output in another shape of as many elements, without copying.</summary>
    /// <exception cref="TfKeyedException">The shape has more or fewer elements.</exception>
    public void Forward(int output, int input, params ReadOnlySpan<long> shape)
    {
        Forward(output, input);
        Output(output).Reshape(shape);
    }

    /// <summary>A scratch value of this call; give it back with <see cref="ExecutionContext.Return"/>.</summary>
    public Value Rent() => Call.Rent();

    /// <summary>Does every piece of a job, on as many threads as the host allows if that is worth it.</summary>
    /// <param name="pieces">The number of pieces; each is done once, in any order.</param>
    /// <param name="nanoseconds">About how long all of it takes on one thread.</param>
    /// <param name="job">The job.</param>
    public void Share<TJob>(int pieces, double nanoseconds, ref TJob job)
        where TJob : struct, IJob
    {
        Workers.Run(pieces, nanoseconds, ref job, Call.Host.Options.Threads);
        Call.Watch.ThrowIfUp();
    }

    /// <summary>Runs a region on values of this call; the results stay valid until the region runs again.</summary>
    public Frame Region(Plan region) => Call.FrameOf(region);

    /// <summary>An error about this node; the node's name is added by the caller.</summary>
    public static TfKeyedException Error(string what) => TfKeyedException.Engine(what);

    /// <summary>The input's shape does not fit.</summary>
    public TfKeyedException ShapeError(int input, string expected) =>
        TfKeyedException.Engine($"input {input} has the shape {Input(input).ToShape()}; {expected}");

    private TfKeyedException NoNumber(int input, int element) =>
        ShapeError(input, element == 0 ? "it must hold a number" : $"it must hold more than {element} numbers");

    /// <summary>The step that runs.</summary>
    internal PlanStep Step => _step;

    internal void SetStep(PlanStep step) => _step = step;
}
