using TfKeyedExport.Serving.Terms;

namespace TfKeyedExport.Serving.RequestLog;

/// <summary>Plans of signatures. Versions come and go; who looks one up never waits for who adds another.</summary>
/// <param name="rules">What becomes of fields.</param>
internal sealed class SignaturePlans(FieldRules rules)
{
    private const int MostPlans = 256;

    private volatile Dictionary<LoggedSignature, SignaturePlan> _plans = new(ReferenceEqualityComparer.Instance);

    /// <summary>The plan of a signature.</summary>
    public SignaturePlan Of(LoggedSignature signature)
    {
        Dictionary<LoggedSignature, SignaturePlan> plans = _plans;
        if (plans.TryGetValue(signature, out SignaturePlan? known))
            return known;
        var plan = new SignaturePlan(signature, rules);
        Dictionary<LoggedSignature, SignaturePlan> next = new(ReferenceEqualityComparer.Instance) { [signature] = plan };
        if (plans.Count < MostPlans)
        {
            foreach ((LoggedSignature other, SignaturePlan itsPlan) in plans)
                next[other] = itsPlan;
        }
        _plans = next;
        return plan;
    }
}
