using System.Text;
using Azure.Core.Serialization;
using Microsoft.DurableTask;

namespace Daoban.Emulator.Hosting.Durable;

/// <summary>Durable data in the worker's JSON, as upstream has it in a Functions app.</summary>
internal sealed class SerializerDataConverter(ObjectSerializer serializer) : DataConverter
{
    public override string? Serialize(object? value) =>
        value is null ? null : serializer.Serialize(value, value.GetType()).ToString();

    public override object? Deserialize(string? data, Type targetType)
    {
        if (data is null)
        {
            return null;
        }

        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(data), writable: false);
        return serializer.Deserialize(stream, targetType, CancellationToken.None);
    }
}
