// A stand-in, for tests: see Deputy.cs.

using System;

namespace Amazon.JSII.Runtime.Deputy
{
    /// <summary>Which package of npm an assembly was generated from; its tarball lies beside the assembly.</summary>
    [AttributeUsage(AttributeTargets.Assembly)]
    public sealed class JsiiAssemblyAttribute : Attribute
    {
        public JsiiAssemblyAttribute(string name, string version, string tarball)
        {
            Name = name;
            Version = version;
            Tarball = tarball;
        }

        public string Name { get; }

        public string Version { get; }

        public string Tarball { get; }
    }

    /// <summary>The name that jsii knows a type by.</summary>
    public abstract class JsiiTypeAttribute : Attribute
    {
        internal JsiiTypeAttribute(string fullyQualifiedName)
        {
            FullyQualifiedName = fullyQualifiedName;
        }

        public string FullyQualifiedName { get; }
    }

    [AttributeUsage(AttributeTargets.Class, Inherited = false)]
    public sealed class JsiiClassAttribute : JsiiTypeAttribute
    {
        public JsiiClassAttribute(Type nativeType, string fullyQualifiedName, string parametersJson = "[]")
            : base(fullyQualifiedName)
        {
            Parameters = TypeReference.OfParameters(parametersJson);
        }

        internal TypeReference[] Parameters { get; }
    }

    [AttributeUsage(AttributeTargets.Interface, Inherited = false)]
    public sealed class JsiiInterfaceAttribute : JsiiTypeAttribute
    {
        public JsiiInterfaceAttribute(Type nativeType, string fullyQualifiedName) : base(fullyQualifiedName)
        {
        }
    }

    /// <summary>What an object is taken for of which only an interface, or an abstract class, is known.</summary>
    [AttributeUsage(AttributeTargets.Class, Inherited = false)]
    public sealed class JsiiTypeProxyAttribute : JsiiTypeAttribute
    {
        public JsiiTypeProxyAttribute(Type nativeType, string fullyQualifiedName) : base(fullyQualifiedName)
        {
        }
    }

    /// <summary>A struct: handed over as its values.</summary>
    [AttributeUsage(AttributeTargets.Class, Inherited = false)]
    public sealed class JsiiByValueAttribute : Attribute
    {
        public JsiiByValueAttribute(string fqn)
        {
            FullyQualifiedName = fqn;
        }

        public string FullyQualifiedName { get; }
    }

    [AttributeUsage(AttributeTargets.Enum)]
    public sealed class JsiiEnumAttribute : JsiiTypeAttribute
    {
        public JsiiEnumAttribute(Type nativeType, string fullyQualifiedName) : base(fullyQualifiedName)
        {
        }
    }

    [AttributeUsage(AttributeTargets.Field)]
    public sealed class JsiiEnumMemberAttribute : Attribute
    {
        public JsiiEnumMemberAttribute(string name)
        {
            Name = name;
        }

        public string Name { get; }
    }

    [AttributeUsage(AttributeTargets.Method)]
    public sealed class JsiiMethodAttribute : Attribute
    {
        public JsiiMethodAttribute(string name, string returnsJson = null, string parametersJson = "[]")
        {
            Name = name;
            Returns = returnsJson == null ? null : TypeReference.OfReturns(returnsJson);
            Parameters = TypeReference.OfParameters(parametersJson);
        }

        public string Name { get; }

        /// <summary>Null where nothing is returned.</summary>
        internal TypeReference Returns { get; }

        internal TypeReference[] Parameters { get; }
    }

    [AttributeUsage(AttributeTargets.Property)]
    public sealed class JsiiPropertyAttribute : Attribute
    {
        public JsiiPropertyAttribute(string name, string typeJson, bool isOptional = false)
        {
            Name = name;
            Type = TypeReference.Of(typeJson);
        }

        public string Name { get; }

        internal TypeReference Type { get; }
    }

    [AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
    public sealed class JsiiOptionalAttribute : Attribute
    {
    }
}
