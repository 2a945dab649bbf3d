using TfKeyedExport.Tensors;

namespace TfKeyedExport.Embedded.Kernels;

/// <summary>Every operation that the engine has, by name.</summary>
internal sealed class KernelRegistry
{
    private readonly Dictionary<string, KernelRegistration> _registrations = new(StringComparer.Ordinal);
    private string _family = "";

    /// <summary>All families.</summary>
    public static KernelRegistry Default { get; } = Families.Register(new KernelRegistry());

    /// <summary>Every registration, by name of the operation.</summary>
    public IEnumerable<KernelRegistration> Registrations => _registrations.Values.OrderBy(r => r.Op, StringComparer.Ordinal);

    /// <summary>What is known of an operation, or null.</summary>
    public KernelRegistration? Find(string op) => _registrations.GetValueOrDefault(op);

    /// <summary>Says which family the next registrations belong to.</summary>
    public KernelRegistry Family(string name)
    {
        _family = name;
        return this;
    }

    /// <summary>Adds an operation.</summary>
    /// <param name="op">Its name.</param>
    /// <param name="exactness">How close it comes to TensorFlow.</param>
    /// <param name="types">The values of the type attribute that it takes; empty: any.</param>
    /// <param name="create">Makes a kernel of a node.</param>
    /// <param name="typeAttribute">The attribute that <paramref name="types"/> restricts.</param>
    /// <param name="widens">Whether half and bfloat16 are computed as float32.</param>
    /// <param name="gaps">What is not there.</param>
    public KernelRegistry Add(
        string op, Exactness exactness, DataType[] types, KernelFactory create, string typeAttribute = "T", bool widens = false, string? gaps = null)
    {
        _registrations.Add(op, new KernelRegistration(op, _family, exactness, types, create) { TypeAttribute = typeAttribute, Widens = widens, Gaps = gaps });
        return this;
    }
}
