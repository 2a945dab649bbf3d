namespace TfKeyedExport.Embedded.Numerics.Random;

/// <summary>One number of a gamma distribution of scale 1, by the method of Marsaglia and Tsang.</summary>
/// <remarks>The generator's numbers are used in TensorFlow's order.</remarks>
internal ref struct GammaDraw
{
    // TensorFlow sets 256 steps aside for a number, and needs more than a few of them next to never.
    private const int MostTries = 10_000;

    private readonly Span<uint> _bits;
    private readonly Span<double> _normal;
    private readonly Span<double> _uniform;
    private Philox _generator;
    private int _normals;
    private int _uniforms;

    private GammaDraw(Philox generator, Span<uint> bits, Span<double> numbers)
    {
        _generator = generator;
        _bits = bits;
        _normal = numbers[..2];
        _uniform = numbers[2..];
    }

    /// <summary>Draws a number.</summary>
    /// <param name="shape">The distribution's parameter; of one that is not positive the result means nothing.</param>
    /// <param name="generator">Where the generator stands.</param>
    public static double Next(double shape, Philox generator)
    {
        var draw = new GammaDraw(generator, stackalloc uint[4], stackalloc double[4]);
        if (shape == 1)
            return -double.LogP1(-draw.Uniform());
        // Below 1 the distribution one further up is drawn from, and brought back by a power.
        double d = shape + (shape < 1 ? 2.0 / 3 : -1.0 / 3), c = 1.0 / 3 / Math.Sqrt(d);
        for (int i = 0; i < MostTries; i++)
        {
            double x = draw.Normal(), root = 1 + (c * x);
            if (root <= 0)
                continue;
            double v = root * root * root, u = draw.Uniform(), square = x * x;
            if (u < 1 - (0.0331 * square * square) || Math.Log(u) < (0.5 * square) + (d * (1 - v + Math.Log(v))))
                return shape < 1 ? d * v * Math.Pow(draw.Uniform(), 1 / shape) : d * v;
        }
        return double.NaN;
    }

    private double Normal()
    {
        if (_normals == 0)
        {
            _generator.Next(_bits);
            Distributions.NormalPair(_bits, _normal);
            _normals = 2;
        }
        return _normal[--_normals];
    }

    private double Uniform()
    {
        if (_uniforms == 0)
        {
            _generator.Next(_bits);
            _uniform[0] = Distributions.ToDouble(_bits[0], _bits[1]);
            _uniform[1] = Distributions.ToDouble(_bits[2], _bits[3]);
            _uniforms = 2;
        }
        return _uniform[--_uniforms];
    }
}
