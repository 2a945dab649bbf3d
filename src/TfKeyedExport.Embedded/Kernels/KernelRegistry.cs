using TfKeyedExport.Embedded.Runtime;
using TfKeyedExport.Embedded.Steps;
using TfKeyedExport.Operations;
using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels;

/// <summary>The kernel of every operation that the engine has, and of its own steps.</summary>
internal sealed class KernelRegistry
{
    private readonly Dictionary<Operation, KernelRegistration> _operations = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Type, KernelFactory> _steps = [];

    /// <summary>The registration of every operation, by name; steps are not among them.</summary>
    public IEnumerable<KernelRegistration> Registrations => _operations.Values.OrderBy(r => r.Operation.Name, StringComparer.Ordinal);

    /// <summary>What is known of an operation, or null.</summary>
    public KernelRegistration? Find(Operation operation) => _operations.GetValueOrDefault(operation);

    /// <summary>What makes the kernel of a node; null if there is no such kernel.</summary>
    public KernelFactory? FactoryOf(IWork work) => work is Operation operation ? Find(operation)?.Create : _steps.GetValueOrDefault(work.GetType());

    /// <summary>Adds an operation.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="exactness">How close it comes to TensorFlow.</param>
    /// <param name="types">The values of the type attribute that it takes; empty: any.</param>
    /// <param name="create">Makes a kernel of a node.</param>
    /// <param name="typeAttribute">The attribute that <paramref name="types"/> restricts.</param>
    /// <param name="widens">Whether half and bfloat16 are computed as float32.</param>
    /// <param name="gaps">What is not there.</param>
    public KernelRegistry Add(
        Operation operation, Exactness exactness, DataType[] types, KernelFactory create, string typeAttribute = "T", bool widens = false, string? gaps = null)
    {
        _operations.Add(operation, new KernelRegistration(operation, exactness, types, create) { TypeAttribute = typeAttribute, Widens = widens, Gaps = gaps });
        return this;
    }

    /// <summary>Adds a step that planning makes.</summary>
    /// <typeparam name="TStep">The step.</typeparam>
    /// <param name="create">Makes a kernel of a node.</param>
    public KernelRegistry AddStep<TStep>(Func<KernelRequest, TStep, Kernel> create)
        where TStep : Step
    {
        _steps.Add(typeof(TStep), request => create(request, (TStep)request.Node.Work));
        return this;
    }

    /// <summary>A copy whose kernels are made by somebody else, for tests and measurements.</summary>
    /// <param name="make">Gets a request and what would make its kernel, and makes the kernel.</param>
    public KernelRegistry With(Func<KernelRequest, KernelFactory, Kernel> make)
    {
        var copy = new KernelRegistry();
        foreach ((Operation operation, KernelRegistration registration) in _operations)
            copy._operations.Add(operation, registration with { Create = request => make(request, registration.Create) });
        foreach ((Type step, KernelFactory create) in _steps)
            copy._steps.Add(step, request => make(request, create));
        return copy;
    }
}
