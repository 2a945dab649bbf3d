using TfKeyedExport.Serving.Configuration;
using TfKeyedExport.Serving.RequestLog;
using Xunit;

namespace TfKeyedExport.Serving.Tests.RequestLog;

public class LogFieldTests
{
    [Theory]
    [InlineData("key=hash", "key", LogFieldRule.Hash)]
    [InlineData("inputs=keep", "inputs", LogFieldRule.Keep)]
    [InlineData("outputs.a.b=drop", "outputs.a.b", LogFieldRule.Drop)]
    [InlineData("inputs.a=b=drop", "inputs.a=b", LogFieldRule.Drop)]
    internal void A_field_is_a_name_and_a_rule(string text, string name, LogFieldRule rule)
    {
        Assert.True(LogField.TryParse(text, out LogField? field));
        Assert.Equal(new LogField(name, rule), field);
    }

    [Theory]
    [InlineData("")]
    [InlineData("key")]
    [InlineData("=keep")]
    [InlineData("key=")]
    [InlineData("key=Keep")]
    [InlineData("model=drop")]
    [InlineData("inputs.=drop")]
    [InlineData("inputsage=drop")]
    [InlineData("key.a=drop")]
    public void Anything_else_is_none(string text) => Assert.False(LogField.TryParse(text, out _));

    [Fact]
    public void What_is_said_of_one_goes_before_what_is_said_of_all_in_any_order()
    {
        var rules = new FieldRules([new("outputs.a", LogFieldRule.Keep), new("outputs", LogFieldRule.Drop)]);
        Assert.Equal((LogFieldRule.Keep, LogFieldRule.Drop), (rules.Of("outputs", "a"), rules.Of("outputs", "b")));
    }

    [Fact]
    public void Inputs_are_left_out_and_all_else_is_kept_unless_it_is_said()
    {
        var rules = new FieldRules([]);
        Assert.Equal(LogFieldRule.Drop, rules.Of("inputs", "a"));
        Assert.All(["key", "request_id", "outputs", "headers"], f => Assert.Equal(LogFieldRule.Keep, rules.Of(f)));
    }
}
