return {sections = {}}
