using TfKeyedExport.Embedded.Numerics;
using TfKeyedExport.Errors;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Runtime;

/// <summary>The values of one plan, in one call at a time.</summary>
internal sealed class Frame : IDisposable
{
    private readonly Plan _plan;
    private readonly Value[] _values;
    private readonly KernelContext _context;

    // Whether all steps ran: then only what outlives them is left.
    private bool _isComplete;

    public Frame(Plan plan, ExecutionContext call)
    {
        _plan = plan;
        _values = new Value[plan.ValueCount];
        foreach ((int index, ConstantValue constant) in plan.Constants)
            _values[index] = constant.Value;
        for (int i = 0; i < plan.Parameters.Length; i++)
        {
            if (plan.Parameters[i] >= 0)
                _values[plan.Parameters[i]] ??= new Value(call.Pool.KeepsMemory, plan.ParameterTypes[i]);
        }
        foreach (PlanStep step in plan.Steps)
        {
            for (int i = 0; i < step.Outputs.Length; i++)
                _values[step.Outputs[i]] = new Value(call.Pool.KeepsMemory, step.OutputTypes[i]);
        }
        for (int i = 0; i < _values.Length; i++)
            _values[i] ??= new Value();
        _context = new KernelContext(call, _values);
    }

    /// <summary>A parameter, to be filled before <see cref="Run"/>; null for one that nothing reads.</summary>
    public Value? Parameter(int index) => _plan.Parameters[index] < 0 ? null : _values[_plan.Parameters[index]];

    /// <summary>Gives a parameter a value, if anything reads it.</summary>
    /// <exception cref="TfKeyedException">The value is of another type than the region was planned for.</exception>
    public void SetParameter(int index, Value value)
    {
        if ((uint)index >= (uint)_plan.Parameters.Length || !value.Is(_plan.ParameterTypes[index]))
            throw WrongParameter(index, value);
        if (_plan.Parameters[index] >= 0)
            _values[_plan.Parameters[index]].Share(value);
    }

    /// <summary>A result, valid until <see cref="Clear"/>.</summary>
    public Value Result(int index) => _values[_plan.Results[index]];

    /// <summary>Runs all steps.</summary>
    /// <exception cref="TfKeyedException">A kernel failed; the error names its node.</exception>
    public void Run()
    {
        _isComplete = false;
        CallWatch watch = _context.Call.Watch;
        watch.ThrowIfUp();
        try
        {
            foreach (PlanStep step in _plan.Steps)
            {
                _context.SetStep(step);
                step.Kernel.Run(_context);
                // Behind the kernel: one that was told to hurry has left half an answer.
                if (watch.IsUp)
                    watch.ThrowIfUp();
                foreach (int text in step.StringOutputs)
                {
                    if (!_values[text].Is(DataType.String))
                        throw WrongStrings(_values[text]);
                }
                foreach (int dying in step.Dying)
                    _values[dying].Release();
            }
            _isComplete = true;
        }
        catch (OutOfMemoryException e)
        {
            throw Limits.NoMemory(e).At(Place);
        }
        catch (TfKeyedException e) when (e.Where is null)
        {
            throw e.At(Place);
        }
        catch (OverflowException e)
        {
            // Kernels compute sizes with checked arithmetic: this is the check.
            throw TfKeyedException.Engine("a size goes beyond what the embedded engine counts", Place, "send fewer rows a call, or use --engine tensorflow", e);
        }
        catch (Exception e) when (e is IndexOutOfRangeException or ArgumentException or InvalidOperationException or DivideByZeroException)
        {
            throw new TfKeyedException(
                ErrorKind.Engine, $"the operation failed on its inputs: {e.Message}", Place, "use --engine tensorflow to see whether TensorFlow takes them", e);
        }
    }

    // The step that runs, for errors.
    private string Place => $"node {_context.Step.Node.Origin} ({_context.Step.Node.Work.Name})";

    // The types of values are held where they change, but strings are added one by one.
    private static TfKeyedException WrongStrings(Value value) => ContradictoryTypes.Error($"an output is {value} with another number of strings");

    private TfKeyedException WrongParameter(int index, Value value) => ContradictoryTypes.Error(
        index < _plan.Parameters.Length
            ? $"{_plan.Name} is given {value} as input {index}; it takes {_plan.ParameterTypes[index].Name()}"
            : $"{_plan.Name} is given an input {index}; it takes {_plan.Parameters.Length}");

    /// <summary>Gives up every value but the constants.</summary>
    public void Clear()
    {
        foreach (int value in _isComplete ? _plan.Remaining : _plan.Computed)
            _values[value].Release();
    }

    /// <summary>Gives back the memory that values keep from call to call.</summary>
    public void Dispose()
    {
        foreach (int value in _plan.Computed)
        {
            _values[value].Release();
            _values[value].GiveUp();
        }
    }
}
